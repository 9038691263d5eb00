import CMicroHTTPD
import Glibc
import Synchronization

/// One step of what is played on a bare socket.
enum WireStep: Sendable {
    /// Sends bytes.
    case send([UInt8])
    /// Sends bytes one at a time with a pause before each.
    case drip([UInt8], everyNanos: Int64)
    /// Sends the same bytes again and again, with a pause after each time, until the peer closes.
    case sendForever([UInt8], everyNanos: Int64)
    /// Says nothing until the peer closes, at most so long.
    case hold(nanos: Int64)
    /// Resets the connection (RST), so that the peer reads an error and not an end.
    case reset
}

/// Plays what no HTTP library will do (silence, torn answers, endless ones, resets) on sockets whose connection libmicrohttpd has
/// suspended, or never had. One thread serves all of them.
final class WirePlayer: Sendable {
    private struct Play: Sendable {
        let socket: Int32
        /// The suspended connection that is resumed at the end; 0 for a socket of our own, which is closed instead.
        let connection: UInt
        var steps: [WireStep]
        var sent = 0
        var due: Int64 = 0
        var held = false
    }

    private struct State: Sendable {
        var fresh: [Play] = []
        var stopping = false
    }

    private let state = Mutex(State())
    private let wake: WakePipe
    private let now: @Sendable () -> Int64

    init(now: @escaping @Sendable () -> Int64 = { SandboxClock.machine.now().monotonicNanos }) throws(SandboxError) {
        wake = try WakePipe()
        self.now = now
    }

    /// Plays steps on the socket of a suspended connection and resumes it at the end.
    func play(_ steps: [WireStep], socket: Int32, connection: UInt) {
        enqueue(Play(socket: socket, connection: connection, steps: steps))
    }

    /// Plays steps on a socket that is closed at the end.
    func play(_ steps: [WireStep], owning socket: Int32) {
        enqueue(Play(socket: socket, connection: 0, steps: steps))
    }

    /// Ends every play; the thread's loop returns.
    func stop() {
        state.withLock { $0.stopping = true }
        wake.signal()
    }

    private func enqueue(_ play: Play) {
        let accepted = state.withLock { state in
            if !state.stopping { state.fresh.append(play) }
            return !state.stopping
        }
        accepted ? wake.signal() : finish(play)
    }

    /// The thread's loop.
    func run() {
        var plays: [Play] = []
        while true {
            let (fresh, stopping) = state.withLock { state in
                defer { state.fresh = [] }
                return (state.fresh, state.stopping)
            }
            plays += fresh
            if stopping {
                plays.forEach(finish)
                return
            }
            let moment = now()
            plays = plays.compactMap { play in
                var play = play
                if advance(&play, now: moment) { return play }
                finish(play)
                return nil
            }
            wait(for: &plays, now: moment)
        }
    }

    /// Waits until a socket is ready, a pause is over or somebody wakes the thread; plays whose peer has gone are ended.
    private func wait(for plays: inout [Play], now moment: Int64) {
        var descriptors = [pollfd(fd: wake.readEnd, events: Int16(POLLIN), revents: 0)]
        var timeout: Int64 = 60_000
        for play in plays {
            var events = SocketCalls.peerClosed
            if play.due <= moment {
                events |= Int16(POLLOUT)
            } else {
                timeout = min(timeout, (play.due - moment) / 1_000_000 + 1)
            }
            descriptors.append(pollfd(fd: play.socket, events: events, revents: 0))
        }
        let ready = unsafe poll(&descriptors, nfds_t(descriptors.count), Int32(timeout))
        guard ready > 0 else { return }
        if descriptors[0].revents != 0 { wake.drain() }
        let gone = SocketCalls.peerClosed | Int16(POLLHUP | POLLERR | POLLNVAL)
        var left: [Play] = []
        for (play, descriptor) in zip(plays, descriptors.dropFirst()) {
            descriptor.revents & gone == 0 ? left.append(play) : finish(play)
        }
        plays = left
    }

    /// Goes on with a play as far as the socket takes bytes; false when it is over.
    private func advance(_ play: inout Play, now moment: Int64) -> Bool {
        while let step = play.steps.first {
            if play.due > moment { return true }
            switch step {
            case .send(let bytes):
                guard write(bytes, of: &play) else { return false }
                if play.sent < bytes.count { return true }
            case .drip(let bytes, let pause):
                guard write(Array(bytes[play.sent...play.sent]), offset: 0, of: &play) else { return false }
                if play.sent < bytes.count {
                    play.due = moment + pause
                    return true
                }
            case .sendForever(let bytes, let pause):
                guard write(bytes, of: &play) else { return false }
                if play.sent == bytes.count {
                    play.sent = 0
                    play.due = moment + pause
                }
                return true
            case .hold(let nanos):
                if !play.held {
                    play.held = true
                    play.due = moment + nanos
                    return true
                }
            case .reset:
                SocketCalls.reset(play.socket)
            }
            play.steps.removeFirst()
            play.sent = 0
        }
        return false
    }

    private func write(_ bytes: [UInt8], of play: inout Play) -> Bool {
        write(bytes, offset: play.sent, of: &play)
    }

    private func write(_ bytes: [UInt8], offset: Int, of play: inout Play) -> Bool {
        switch SocketCalls.send(bytes, from: offset, to: play.socket) {
        case .sent(let count): play.sent += count
        case .wouldBlock: break
        case .failed: return false
        }
        return true
    }

    private func finish(_ play: Play) {
        guard play.connection != 0 else {
            SocketCalls.close(play.socket)
            return
        }
        SocketCalls.shutdown(play.socket)
        unsafe MHD_resume_connection(OpaquePointer(bitPattern: play.connection))
    }
}
