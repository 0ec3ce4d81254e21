import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A TCP line to a server: it can be slow, and the server at its other end may change or be gone. */
export interface Line {
  readonly port: number;
  /** Port on this machine. */
  target: number;
  /** Milliseconds that everything said needs in each direction together: half there, half back. */
  delayMs: number;
  /** Ends every connection there is. */
  cut(): void;
  close(): Promise<void>;
}

export async function openLine(target: number): Promise<Line> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  };
  const server = createServer((near) => {
    const far = connect(line.target, '127.0.0.1');
    near.setNoDelay(true);
    far.setNoDelay(true);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      keep(from);
      carry(from, to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const line: Line = {
    port: (server.address() as AddressInfo).port,
    target,
    delayMs: 0,
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      line.cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  /** In order, whatever the delay becomes meanwhile. */
  function carry(from: Socket, to: Socket): void {
    let last: Promise<unknown> = Promise.resolve();
    const after = (work: () => void) => {
      if (line.delayMs === 0) last = last.then(work);
      else {
        const due = sleep(line.delayMs / 2);
        last = last.then(() => due).then(work);
      }
    };
    from.on('data', (chunk) => after(() => to.write(chunk)));
    from.on('end', () => after(() => to.end()));
    from.on('close', () => after(() => to.destroy()));
  }

  return line;
}
