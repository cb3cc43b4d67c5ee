import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** Ports of this computer that answer nobody and remember who knocked. */
export interface Listener {
  ports: { tcp: number; udp: number }
  heard(): string[]
  close(): Promise<void>
}

export async function listenLocally(): Promise<Listener> {
  const heard: string[] = []
  const tcp = createServer((socket) => {
    heard.push('a connection')
    socket.destroy()
  })
  const udp = createSocket('udp4', () => heard.push('a datagram'))
  tcp.listen(0, '127.0.0.1')
  udp.bind(0, '127.0.0.1')
  await Promise.all([once(tcp, 'listening'), once(udp, 'listening')])
  return {
    ports: { tcp: (tcp.address() as AddressInfo).port, udp: udp.address().port },
    heard: () => heard,
    close: async () => {
      udp.close()
      tcp.close()
      await once(tcp, 'close')
    }
  }
}
