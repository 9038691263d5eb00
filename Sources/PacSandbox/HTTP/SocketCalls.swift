import CMicroHTTPD
import Glibc

/// The few socket calls the sandbox makes itself.
enum SocketCalls {
    enum Sent {
        case sent(Int)
        case wouldBlock
        case failed
    }

    /// Sends what the socket takes at once of `bytes` from an offset on.
    static func send(_ bytes: [UInt8], from offset: Int, to socket: Int32) -> Sent {
        let count = unsafe bytes.withUnsafeBytes { raw in
            unsafe Glibc.send(socket, raw.baseAddress?.advanced(by: offset), raw.count - offset, Int32(MSG_NOSIGNAL))
        }
        if count >= 0 { return .sent(count) }
        return errno == EAGAIN || errno == EINTR ? .wouldBlock : .failed
    }

    /// Aborts a connection: on Linux, connecting a TCP socket to nowhere sends RST at once.
    static func reset(_ socket: Int32) {
        var nowhere = sockaddr()
        nowhere.sa_family = sa_family_t(AF_UNSPEC)
        unsafe _ = connect(socket, &nowhere, socklen_t(MemoryLayout<sockaddr>.size))
    }

    /// Ends both directions without giving the descriptor back.
    static func shutdown(_ socket: Int32) {
        _ = Glibc.shutdown(socket, Int32(SHUT_RDWR))
    }

    /// A descriptor that never blocks and isn't handed to other programs.
    static func makePrivate(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    /// `poll`'s word for a peer that has closed its side; Glibc's headers hide it from Swift.
    static let peerClosed: Int16 = 0x2000

    /// Gives a descriptor back.
    static func close(_ socket: Int32) {
        _ = Glibc.close(socket)
    }

    /// A TCP socket bound to a port of 127.0.0.1 (0: any free one), not listening yet: connections to it are refused.
    static func boundToLoopback(port: UInt16) throws(SandboxError) -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw .system(call: "socket", errno: errno) }
        var yes: Int32 = 1
        unsafe _ = setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = loopback(port: port)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, addressLength) }
        }
        guard result == 0 else {
            let failure = errno
            close(descriptor)
            throw .system(call: "bind", errno: failure)
        }
        return descriptor
    }

    /// The port a socket is bound to.
    static func port(of descriptor: Int32) -> UInt16 {
        var address = sockaddr_in()
        var length = addressLength
        unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe _ = getsockname(descriptor, $0, &length)
            }
        }
        return UInt16(bigEndian: address.sin_port)
    }

    static let addressLength = socklen_t(MemoryLayout<sockaddr_in>.size)

    static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}

/// A pipe that wakes a thread out of `poll`.
final class WakePipe: Sendable {
    let readEnd: Int32
    private let writeEnd: Int32

    init() throws(SandboxError) {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { throw .system(call: "pipe", errno: errno) }
        ends.forEach(SocketCalls.makePrivate)
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        SocketCalls.close(readEnd)
        SocketCalls.close(writeEnd)
    }

    /// Wakes the thread.
    func signal() {
        var byte: UInt8 = 1
        unsafe _ = Glibc.write(writeEnd, &byte, 1)
    }

    /// Forgets the calls so far.
    func drain() {
        var bytes = [UInt8](repeating: 0, count: 256)
        while unsafe Glibc.read(readEnd, &bytes, bytes.count) > 0 {}
    }
}

extension WakePipe {
    /// Waits for a call, at most so long; nil for as long as it takes.
    func wait(nanos: Int64?) {
        var descriptor = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        let millis = nanos.map { Int32(clamping: $0 / 1_000_000 + 1) } ?? -1
        unsafe _ = poll(&descriptor, 1, millis)
        drain()
    }
}
