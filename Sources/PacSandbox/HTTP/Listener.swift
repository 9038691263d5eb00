import Glibc
import Synchronization

/// Accepts connections on one port of 127.0.0.1, and can refuse them for a while: the port stays ours, but nobody listens.
final class Listener: Sendable {
    private struct State: Sendable {
        var refuseUntil: Int64 = 0
        var stopping = false
    }

    let port: UInt16
    private let first: Int32
    private let state = Mutex(State())
    private let wake: WakePipe

    /// Takes the port (0: any free one) and listens.
    init(port: UInt16) throws(SandboxError) {
        wake = try WakePipe()
        first = try SocketCalls.boundToLoopback(port: port)
        self.port = SocketCalls.port(of: first)
        guard listen(first, Self.backlog) == 0 else { throw .system(call: "listen", errno: errno) }
    }

    private static let backlog: Int32 = 1024

    private static var now: Int64 { SandboxClock.machine.now().monotonicNanos }

    /// True while connections are refused.
    var refusing: Bool { state.withLock { $0.refuseUntil > Self.now } }

    /// Refuses connections for so many nanoseconds from now; 0 or less: listens again.
    func refuse(nanos: Int64) {
        state.withLock { $0.refuseUntil = nanos > 0 ? Self.now + nanos : 0 }
        wake.signal()
    }

    /// Ends the loop.
    func stop() {
        state.withLock { $0.stopping = true }
        wake.signal()
    }

    /// The thread's loop: hands every accepted socket on.
    func run(_ accepted: (Int32) -> Void) {
        var listening = first
        defer { SocketCalls.close(listening) }
        var refusing = false
        while true {
            let (until, stopping) = state.withLock { ($0.refuseUntil, $0.stopping) }
            if stopping { return }
            let left = until - Self.now
            if left > 0, !refusing {
                // The closed socket resets who waits in its queue; a bound one that doesn't listen keeps the port.
                SocketCalls.close(listening)
                listening = (try? SocketCalls.boundToLoopback(port: port)) ?? -1
                refusing = true
            } else if left <= 0, refusing {
                if listening < 0 { listening = (try? SocketCalls.boundToLoopback(port: port)) ?? -1 }
                refusing = !(listening >= 0 && listen(listening, Self.backlog) == 0)
            }
            var descriptors = [pollfd(fd: wake.readEnd, events: Int16(POLLIN), revents: 0)]
            if !refusing { descriptors.append(pollfd(fd: listening, events: Int16(POLLIN), revents: 0)) }
            let timeout = refusing ? Int32(clamping: max(left, 0) / 1_000_000 + 1) : -1
            unsafe _ = poll(&descriptors, nfds_t(descriptors.count), timeout)
            wake.drain()
            if !refusing, descriptors[1].revents != 0 { acceptAll(from: listening, accepted) }
        }
    }

    private func acceptAll(from listening: Int32, _ accepted: (Int32) -> Void) {
        while true {
            let socket = accept(listening, nil, nil)
            if socket < 0 {
                if errno == EINTR || errno == ECONNABORTED { continue }
                return
            }
            SocketCalls.makePrivate(socket)
            accepted(socket)
        }
    }
}
