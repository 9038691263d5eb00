import CMicroHTTPD
import Glibc

/// A bare HTTP client: one socket, no retries, no opinions. It tells how an answer ended, which libraries hide.
final class WireClient {
    /// How the wait for an answer ended.
    enum Ending: Equatable {
        /// The whole answer is there.
        case complete
        /// The peer closed before the answer was whole.
        case closed
        /// The peer reset the connection.
        case reset
        /// Nothing more came within the patience of the test.
        case silent
        /// There is more than a test wants to read.
        case enough
    }

    struct Answer {
        var status: Int?
        var headers: [String: String] = [:]
        var body: [UInt8] = []
        var ending: Ending

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    private let socket: Int32

    /// Connects; nil when the connection is refused.
    init?(port: UInt16) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if result != 0 { return nil }
    }

    deinit { _ = close(socket) }

    /// Sends a request and waits for its answer.
    func call(
        _ method: String, _ target: String, key: String? = "sandbox-key", body: [UInt8]? = nil, patienceMillis: Int32 = 5000,
        bytesMax: Int = 16 << 20
    ) -> Answer {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
        if let key { head += "Authorization: Bearer \(key)\r\n" }
        if let body { head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n" }
        send(Array((head + "\r\n").utf8) + (body ?? []))
        return receive(patienceMillis: patienceMillis, bytesMax: bytesMax)
    }

    /// Sends bytes as they are.
    func send(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { raw in
            unsafe _ = Glibc.send(socket, raw.baseAddress, raw.count, Int32(MSG_NOSIGNAL))
        }
    }

    /// Reads until the answer is whole, torn or silent; at most so many bytes.
    func receive(patienceMillis: Int32, bytesMax: Int = 16 << 20) -> Answer {
        var bytes: [UInt8] = []
        var head: (answer: Answer, end: Int)?
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        var ending = Ending.complete
        while true {
            if head == nil { head = Self.head(of: bytes) }
            if let head, let length = head.answer.length, bytes.count >= head.end + length { break }
            guard bytes.count < bytesMax else {
                ending = .enough
                break
            }
            var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&descriptor, 1, patienceMillis) > 0 else {
                ending = .silent
                break
            }
            let count = unsafe recv(socket, &buffer, buffer.count, 0)
            if count <= 0 {
                ending = count < 0 && errno == ECONNRESET ? .reset : .closed
                break
            }
            bytes += buffer[..<count]
        }
        var answer = head?.answer ?? Answer(ending: ending)
        answer.ending = ending
        if let head { answer.body = Array(bytes[head.end...]) }
        return answer
    }

    /// Status and headers, once they are there, with the offset of the body.
    private static func head(of bytes: [UInt8]) -> (answer: Answer, end: Int)? {
        let blank = Array("\r\n\r\n".utf8)
        guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: blank) }) else { return nil }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n").map(String.init)
        var answer = Answer(ending: .silent)
        answer.status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        for line in lines.dropFirst() {
            let sides = line.split(separator: ":", maxSplits: 1).map(String.init)
            guard sides.count == 2 else { continue }
            answer.headers[sides[0].lowercased()] = String(sides[1].drop { $0 == " " })
        }
        return (answer, end + 4)
    }
}

extension WireClient.Answer {
    /// What `Content-Length` says.
    fileprivate var length: Int? { headers["content-length"].flatMap { Int($0) } }
}
