import Glibc
import Testing

/// A server of the test's own, driven from the test's loop: it shows what really arrives on a connection and does exactly what it is told.
final class RawServer {
    /// A request as it arrived, with its place: connection and number on it, both from 0.
    struct Arrival {
        let connection: Int
        let number: Int
        let head: String
        let body: [UInt8]

        var method: String { String(head.prefix { $0 != " " }) }
        var path: String { String(head.split(separator: " ").dropFirst().first ?? "") }

        func header(_ name: String) -> String? {
            head.split(separator: "\r\n").dropFirst().first { $0.lowercased().hasPrefix(name + ":") }.map {
                String($0.dropFirst(name.count + 1).drop { $0 == " " })
            }
        }
    }

    /// What is done about a request.
    enum Move {
        /// Bytes, and the connection stays.
        case say(String)
        /// The connection is closed without a word.
        case close
        /// Bytes, then the connection is closed.
        case sayAndClose(String)
        /// Nothing.
        case silence
        /// These bytes again and again.
        case stream(head: String, piece: String)
    }

    private struct Connection {
        let socket: Int32
        let number: Int
        var received: [UInt8] = []
        var served = 0
        var piece: [UInt8]?
        /// What a full socket has not taken of the stream yet.
        var unsent: [UInt8] = []
        var isOpen = true
    }

    let port: UInt16
    private let listener: Int32
    private var connections: [Connection] = []
    private(set) var arrivals: [Arrival] = []
    var onRequest: (Arrival) -> Move

    var connectionCount: Int { connections.count }
    var baseURL: String { "http://127.0.0.1:\(port)" }
    /// What arrived and is no request, or none yet.
    var unread: String { String(decoding: connections.flatMap(\.received), as: UTF8.self) }
    var posts: [Arrival] { arrivals.filter { $0.method == "POST" } }

    init(_ onRequest: @escaping (Arrival) -> Move = { _ in .say(RawServer.answer(200, "{}")) }) throws {
        self.onRequest = onRequest
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        listener = made
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(made, pointer, length) == 0 && listen(made, 16) == 0 && getsockname(made, pointer, &length) == 0
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        try #require(made >= 0 && bound)
    }

    deinit {
        for connection in connections where connection.isOpen { _ = close(connection.socket) }
        _ = close(listener)
    }

    /// Does what there is to do, without waiting.
    func turn() {
        while case let accepted = accept(listener, nil, nil), accepted >= 0 {
            _ = fcntl(accepted, F_SETFL, O_NONBLOCK)
            connections.append(Connection(socket: accepted, number: connections.count))
        }
        for index in connections.indices where connections[index].isOpen {
            read(index)
            serve(index)
            stream(index)
        }
    }

    /// Breaks the connections off with a reset, as a process that dies under its sockets.
    func reset() {
        for index in connections.indices where connections[index].isOpen {
            var atOnce = linger(l_onoff: 1, l_linger: 0)
            unsafe setsockopt(connections[index].socket, SOL_SOCKET, SO_LINGER, &atOnce, socklen_t(MemoryLayout<linger>.size))
            hangUp(index)
        }
    }

    private func read(_ index: Int) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe recv(connections[index].socket, &buffer, buffer.count, 0)
            if count > 0 {
                connections[index].received += buffer[..<count]
            } else {
                if count == 0 || errno != EAGAIN { hangUp(index) }
                return
            }
        }
    }

    private func serve(_ index: Int) {
        while connections[index].isOpen, let (head, body, count) = Self.request(in: connections[index].received) {
            connections[index].received.removeFirst(count)
            let arrival = Arrival(connection: index, number: connections[index].served, head: head, body: body)
            connections[index].served += 1
            arrivals.append(arrival)
            switch onRequest(arrival) {
            case .say(let text): send(text, index)
            case .close: hangUp(index)
            case .sayAndClose(let text):
                send(text, index)
                hangUp(index)
            case .silence: break
            case .stream(let head, let piece):
                send(head, index)
                connections[index].piece = Array(piece.utf8)
            }
        }
    }

    private func stream(_ index: Int) {
        guard connections[index].isOpen, let piece = connections[index].piece else { return }
        if connections[index].unsent.isEmpty { connections[index].unsent = piece }
        let bytes = connections[index].unsent
        let sent = unsafe Glibc.send(connections[index].socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        if sent > 0 { connections[index].unsent.removeFirst(sent) }
    }

    private func send(_ text: String, _ index: Int) {
        let bytes = Array(text.utf8)
        unsafe _ = Glibc.send(connections[index].socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    private func hangUp(_ index: Int) {
        _ = close(connections[index].socket)
        connections[index].isOpen = false
    }

    /// Head, body and size of the first whole request.
    private static func request(in bytes: [UInt8]) -> (head: String, body: [UInt8], count: Int)? {
        let blank = Array("\r\n\r\n".utf8)
        guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: blank) }) else { return nil }
        let head = String(decoding: bytes[..<end], as: UTF8.self)
        let length = Arrival(connection: 0, number: 0, head: head, body: []).header("content-length").flatMap { Int($0) } ?? 0
        let total = end + blank.count + length
        guard bytes.count >= total else { return nil }
        return (head, Array(bytes[(total - length)..<total]), total)
    }

    /// A whole answer with JSON.
    static func answer(_ status: Int, _ body: String, headers: String = "") -> String {
        "HTTP/1.1 \(status) X\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
    }
}
