import CMicroHTTPD
import Glibc
import Synchronization

/// What the sandbox does with a request.
struct RequestHandler: Sendable {
    /// The time, asked as soon as a request line has arrived.
    let now: @Sendable () -> SandboxMoment
    /// Asked once the headers are there and before the body is read; nil to read on.
    let atHeaders: @Sendable (Request) -> Reply?
    /// Asked once the body has been read.
    let reply: @Sendable (Request) -> Reply
}

/// One thread of libmicrohttpd's and the connections given to it.
final class HTTPDaemon: Sendable {
    /// What the callbacks need; it outlives the daemon.
    final class Context: Sendable {
        let handler: RequestHandler
        let player: WirePlayer
        let connections: ConnectionNumbers

        init(handler: RequestHandler, player: WirePlayer, connections: ConnectionNumbers) {
            self.handler = handler
            self.player = player
            self.connections = connections
        }
    }

    /// Numbers the connections of all daemons.
    final class ConnectionNumbers: Sendable {
        private let last = Atomic<Int>(0)
        func next() -> Int { last.add(1, ordering: .relaxed).newValue }
    }

    private static let connectionsMax: UInt32 = 4096
    private static let memoryPerConnection = 64 << 10

    private let context: Context
    /// Address of the MHD_Daemon; 0 once stopped.
    private let daemon: Mutex<UInt>

    init(handler: RequestHandler, player: WirePlayer, connections: ConnectionNumbers) throws(SandboxError) {
        context = Context(handler: handler, player: player, connections: connections)
        let started = unsafe pacbatch_mhd_start(
            answerRequest, requestCompleted, connectionChanged, targetSeen,
            Unmanaged.passUnretained(context).toOpaque(), Self.connectionsMax, Self.memoryPerConnection)
        guard let started = unsafe started else { throw .httpServer }
        daemon = Mutex(UInt(bitPattern: started))
    }

    /// Takes over an accepted socket.
    func take(_ socket: Int32) {
        daemon.withLock { daemon in
            guard daemon != 0 else {
                SocketCalls.close(socket)
                return
            }
            var address = SocketCalls.loopback(port: 0)
            unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe _ = MHD_add_connection(OpaquePointer(bitPattern: daemon), socket, $0, SocketCalls.addressLength)
                }
            }
        }
    }

    /// Stops the thread and closes its connections; none may be suspended.
    func stop() {
        let address = daemon.withLock { daemon in
            defer { daemon = 0 }
            return daemon
        }
        if address != 0 { unsafe MHD_stop_daemon(OpaquePointer(bitPattern: address)) }
    }
}
