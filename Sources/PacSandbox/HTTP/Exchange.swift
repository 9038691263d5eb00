import CMicroHTTPD
import Glibc

/// A connection of a client's, from accept to close.
final class PeerConnection {
    let number: Int
    var requests = 0

    init(number: Int) { self.number = number }
}

/// One request under way. libmicrohttpd calls about it from one thread only.
final class Exchange {
    enum Stage {
        case headers
        case body
        /// An answer is queued.
        case answered
        /// The bare socket was played on, or nothing is to be said: the next call closes.
        case over
    }

    /// A body beyond this isn't read on.
    static let bodyBytesMax = 32 << 20

    let target: String
    let arrived: SandboxMoment
    var stage = Stage.headers
    var request: Request?

    init(target: String, arrived: SandboxMoment) {
        self.target = target
        self.arrived = arrived
    }
}

// MARK: - What libmicrohttpd calls

/// The request line has arrived.
func targetSeen(
    _ context: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context, let target = unsafe target else { return nil }
    let arrived = unsafe Unmanaged<HTTPDaemon.Context>.fromOpaque(context).takeUnretainedValue().handler.now()
    let exchange = unsafe Exchange(target: String(cString: target), arrived: arrived)
    return unsafe Unmanaged.passRetained(exchange).toOpaque()
}

/// A connection was taken over, or is closed.
func connectionChanged(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ change: MHD_ConnectionNotificationCode
) {
    guard let context = unsafe context, let slot = unsafe slot else { return }
    if change == .CONNECTION_NOTIFY_STARTED {
        let numbers = unsafe Unmanaged<HTTPDaemon.Context>.fromOpaque(context).takeUnretainedValue().connections
        unsafe slot.pointee = Unmanaged.passRetained(PeerConnection(number: numbers.next())).toOpaque()
    } else if let peer = unsafe slot.pointee {
        unsafe Unmanaged<PeerConnection>.fromOpaque(peer).release()
        unsafe slot.pointee = nil
    }
}

/// A request is over, whatever became of it.
func requestCompleted(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ reason: MHD_RequestTerminationCode
) {
    guard let slot = unsafe slot, let exchange = unsafe slot.pointee else { return }
    unsafe Unmanaged<Exchange>.fromOpaque(exchange).release()
    unsafe slot.pointee = nil
}

/// A request goes on: its headers are there, a part of its body, or its end.
func answerRequest(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ url: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ upload: UnsafePointer<CChar>?,
    _ uploadSize: UnsafeMutablePointer<Int>?, _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let context = unsafe context, let connection = unsafe connection, let method = unsafe method,
        let uploadSize = unsafe uploadSize, let raw = unsafe slot?.pointee
    else { return .NO }
    let exchange = unsafe Unmanaged<Exchange>.fromOpaque(raw).takeUnretainedValue()
    let daemon = unsafe Unmanaged<HTTPDaemon.Context>.fromOpaque(context).takeUnretainedValue()
    switch exchange.stage {
    case .headers:
        let request = unsafe begin(exchange, method: String(cString: method), on: connection)
        exchange.request = request
        exchange.stage = .body
        guard let reply = daemon.handler.atHeaders(request) else { return .YES }
        return unsafe deliver(reply, to: exchange, on: connection, player: daemon.player)
    case .body:
        if unsafe uploadSize.pointee > 0 { return unsafe receive(upload, uploadSize, exchange) }
        guard let request = exchange.request else { return .NO }
        return unsafe deliver(daemon.handler.reply(request), to: exchange, on: connection, player: daemon.player)
    case .answered:
        unsafe uploadSize.pointee = 0
        return .YES
    case .over:
        return .NO
    }
}

private func begin(_ exchange: Exchange, method: String, on connection: OpaquePointer) -> Request {
    var place = Request.Connection(number: 0, ordinal: 0)
    if let raw = unsafe pacbatch_mhd_context(connection) {
        let peer = unsafe Unmanaged<PeerConnection>.fromOpaque(raw).takeUnretainedValue()
        peer.requests += 1
        place = Request.Connection(number: peer.number, ordinal: peer.requests)
    }
    let authorization = unsafe MHD_lookup_connection_value(connection, .HEADER_KIND, "Authorization")
    return Request(
        method: method, target: exchange.target, authorization: unsafe authorization.map { unsafe String(cString: $0) },
        arrived: exchange.arrived, connection: place)
}

private func receive(
    _ upload: UnsafePointer<CChar>?, _ size: UnsafeMutablePointer<Int>, _ exchange: Exchange
) -> MHD_Result {
    let part = unsafe UnsafeRawBufferPointer(start: upload, count: size.pointee)
    guard let length = exchange.request?.body.count, length + part.count <= Exchange.bodyBytesMax else { return .NO }
    unsafe exchange.request?.body.append(contentsOf: part)
    unsafe size.pointee = 0
    return .YES
}

private func deliver(
    _ reply: Reply, to exchange: Exchange, on connection: OpaquePointer, player: WirePlayer
) -> MHD_Result {
    switch reply {
    case .answer(let answer):
        exchange.stage = .answered
        return unsafe queue(answer, on: connection)
    case .close:
        return .NO
    case .wire(let steps):
        exchange.stage = .over
        let socket = unsafe pacbatch_mhd_socket(connection)
        guard socket >= 0 else { return .NO }
        unsafe MHD_suspend_connection(connection)
        player.play(steps, socket: socket, connection: UInt(bitPattern: connection))
        return .YES
    }
}

private func queue(_ answer: Answer, on connection: OpaquePointer) -> MHD_Result {
    var body = answer.body
    let count = body.count
    let created = unsafe body.withUnsafeMutableBytes { raw in
        unsafe MHD_create_response_from_buffer(count, raw.baseAddress, .RESPMEM_MUST_COPY)
    }
    guard let response = unsafe created else { return .NO }
    defer { unsafe MHD_destroy_response(response) }
    for header in answer.headers { unsafe _ = MHD_add_response_header(response, header.name, header.value) }
    if answer.closes { unsafe _ = MHD_add_response_header(response, "Connection", "close") }
    return unsafe MHD_queue_response(connection, UInt32(answer.status), response)
}
