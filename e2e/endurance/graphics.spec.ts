import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '../fixtures'
import { launchOptions, Program } from '../program'
import { seedRuns } from '../runs'
import { row, tried } from '../trials'
import { familyOf, roleOf, TELLS_OF_PROCESSES } from './processes'

/** Whether the surface in 3-D, the costliest picture there is, has been drawn in several colours. */
async function expectSurface(program: Program): Promise<void> {
  const { page } = program
  await program.open('#/descent?variables=2')
  const surface = page.getByRole('img', { name: /^In 3-D\./ })
  await expect(surface).toBeVisible()
  const colours = (): Promise<number> =>
    surface.evaluate((element) => {
      const canvas =
        element instanceof HTMLCanvasElement ? element : element.querySelector('canvas')
      const context = canvas?.getContext('2d')
      if (!canvas || !context) return 0
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
      const found = new Set<number>()
      for (let at = 0; at < data.length; at += 4 * 97) {
        found.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2])
      }
      return found.size
    })
  await expect.poll(colours).toBeGreaterThan(20)
}

test(
  'without a graphics processor every picture is drawn',
  row('graphics'),
  async ({ dataFolder }, info) => {
    const args = ['.', '--disable-gpu', '--disable-software-rasterizer']
    const program = await Program.launch(dataFolder, { ...launchOptions(dataFolder), args })
    const status = await program.electron.evaluate(({ app }) => app.getGPUFeatureStatus())
    await expectSurface(program)
    await program.close()
    expect(program.problems).toEqual([])
    tried(info, `compositing ${status.gpu_compositing}, WebGL ${status.webgl}: the surface stands`)
  }
)

test('the window outlives its graphics process', row('graphics'), async ({ program }, info) => {
  test.skip(!TELLS_OF_PROCESSES, 'only Linux tells in files what its processes do')
  const graphics = (): number[] =>
    familyOf(program.mainProcessId).filter((id) => roleOf(id) === 'gpu-process')
  await expectSurface(program)
  const killed = graphics()
  expect(killed).toHaveLength(1)
  for (const id of killed) process.kill(id, 'SIGKILL')
  await expect.poll(() => graphics().filter((id) => !killed.includes(id)).length).toBe(1)
  await program.open('#/about')
  await expect(program.page.getByRole('heading', { level: 1, name: 'About' })).toBeVisible()
  await expectSurface(program)
  // a picture of the window comes out of the new process
  const picture = async (): Promise<number> => (await program.page.screenshot()).length
  await expect.poll(picture).toBeGreaterThan(10_000)
  tried(info, 'killed once; the surface was drawn again')
})

/** A compositor without a screen, on a socket of its own; undefined where there is none on this machine. */
async function startCompositor(folder: string): Promise<ChildProcess | undefined> {
  if (process.platform !== 'linux' || spawnSync('weston', ['--version']).status !== 0)
    return undefined
  const compositor = spawn(
    'weston',
    [
      '--backend=headless-backend.so',
      '--socket=downhill',
      '--idle-time=0',
      '--width=1600',
      '--height=1000'
    ],
    { stdio: 'ignore', env: { ...process.env, XDG_RUNTIME_DIR: folder } }
  )
  await expect.poll(() => existsSync(join(folder, 'downhill'))).toBe(true)
  return compositor
}

test(
  'under Wayland the program starts, trains and ends',
  row('graphics'),
  async ({ dataFolder }, info) => {
    const folder = mkdtempSync(join(tmpdir(), 'downhill-wayland-'))
    const compositor = await startCompositor(folder)
    test.skip(
      compositor === undefined,
      'there is no weston on this machine (Debian: apt-get install weston)'
    )
    try {
      const { cwd, env } = launchOptions(dataFolder)
      delete env.DISPLAY
      const program = await Program.launch(dataFolder, {
        cwd,
        args: ['.', '--ozone-platform=wayland'],
        env: { ...env, XDG_RUNTIME_DIR: folder, WAYLAND_DISPLAY: 'downhill' }
      })
      // whether it draws cannot be seen here: without a graphics processor no frames come from this compositor
      const [run] = await seedRuns(program, [{ name: 'under Wayland' }])
      expect(run.status).toBe('finished')
      await program.close()
      expect(program.problems).toEqual([])
      tried(
        info,
        'one run, with the headless compositor weston and no X server to fall back on; drawing is not seen'
      )
    } finally {
      if (compositor) {
        const exit = once(compositor, 'exit')
        compositor.kill('SIGTERM')
        await exit
      }
      rmSync(folder, { recursive: true, force: true })
    }
  }
)
