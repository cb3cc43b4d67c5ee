import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerDialogs } from '../dialogs'
import { expect, test } from '../fixtures'
import { CHECKOUT, launchOptions, Program } from '../program'
import { seedRuns } from '../runs'
import { row, tried } from '../trials'

/** A way out of this computer is opened. The test's own debugger is accepted, never connected. */
const OPENED = /connect\(.*sa_family=AF_INET6?/
/** Something is sent by one to another than this computer: strace shows where a socket leads. */
const SENT = /send(to|msg|mmsg)\(\d+<(TCP|UDP)(v6)?:\[.*->(?!\[?(127\.|::1|::ffff:127\.))/
const SENT_BY_ADDRESS = /send(to|msg|mmsg)\(.*sa_family=AF_INET6?/
/**
 * Chromium looks whether the computer has a way to IPv6 at all, and no switch was found against it: it points a datagram socket at a
 * known address, by which nothing is sent, asks which own address would be used, and closes it.
 */
const LOOK = /connect\(\d+<UDPv6:.*sin6_port=htons\(443\).*"2001:4860:4860::8888"/

test(
  'No process opens a socket outwards in a whole session',
  row('12-13'),
  async ({ dataFolder }, info) => {
    const hasStrace = spawnSync('strace', ['-V']).status === 0
    test.skip(!hasStrace, 'strace is not installed; on Debian: apt install strace')
    const record = join(dataFolder, 'calls')
    const executablePath = join(dataFolder, 'traced')
    const electron = join(CHECKOUT, 'node_modules/electron/dist/electron')
    const watched =
      '-f -qq -yy --seccomp-bpf -e trace=connect,sendto,sendmsg,sendmmsg -e signal=none'
    writeFileSync(
      executablePath,
      `#!/bin/sh\nexec strace ${watched} -o '${record}' '${electron}' "$@"\n`
    )
    chmodSync(executablePath, 0o755)

    const options = { ...launchOptions(dataFolder), executablePath }
    const program = await Program.launch(dataFolder, options)
    const [{ id }] = await seedRuns(program, [{ name: 'watched' }])
    await program.request('network.predict', {
      image: new Uint8Array(784),
      sources: [{ runId: id, checkpoint: 'last' }]
    })
    await answerDialogs(program, { save: join(dataFolder, 'watched.downhill') })
    await program.request('files.exportRuns', { runIds: [id], author: null, fileName: 'watched' })
    const screens = ['draw', 'runs', `network/${id}`, 'data', 'settings', 'about']
    for (const screen of screens) await program.open(`#/${screen}`)
    await program.close()

    const calls = readFileSync(record, 'utf8').split('\n')
    // the display and the bus are asked by sockets that have no address outside
    expect(calls.filter((call) => call.includes('sa_family=AF_UNIX')).length).toBeGreaterThan(0)
    const looks = calls.filter((call) => LOOK.test(call))
    const outward = calls.filter((call) =>
      [OPENED, SENT, SENT_BY_ADDRESS].some((way) => way.test(call))
    )
    expect(outward.filter((call) => !looks.includes(call))).toEqual([])
    tried(
      info,
      `start, train, draw, export, ${screens.length} screens, quit: ${calls.length} calls, ${looks.length} looks for IPv6 that send nothing`
    )
  }
)
