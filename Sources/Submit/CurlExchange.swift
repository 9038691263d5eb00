internal import CCurl
internal import Guards

/// One request under way in libcurl: its handle, what is still to be sent, what has come back. Confined to the transport's thread.
@safe
final class Exchange {
    let easy: UnsafeMutableRawPointer
    let token: Int
    private let request: HTTPRequest
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var sent = 0
    private var hasBegun = false
    private var bodyWasRead = false
    /// Told once, when a connection stands and libcurl is about to write the request to it.
    var onDeparture: (() -> Void)?
    private var tooLarge = false
    private var body: [UInt8] = []
    private var headerBytes = 0
    private var headers: [String: String] = [:]

    private static let headerBytesMax = 65_536
    private static let headersKept: Set<String> = ["content-type", "content-length", "retry-after", "location"]

    init(easy: UnsafeMutableRawPointer, token: Int, request: HTTPRequest) {
        unsafe self.easy = easy
        self.token = token
        self.request = request
    }

    /// The exchange of a handle, by its private pointer.
    static func of(_ easy: UnsafeMutableRawPointer) -> Exchange? {
        var pointer: UnsafeMutableRawPointer?
        guard unsafe pacbatch_get_pointer(easy, CURLINFO_PRIVATE, &pointer) == CURLE_OK, let pointer = unsafe pointer else {
            return nil
        }
        return unsafe Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
    }

    func freeHeaders() {
        unsafe curl_slist_free_all(headerList)
        unsafe headerList = nil
    }

    // MARK: - Options

    func configure(_ profile: CurlTransport.Profile) {
        let me = unsafe Unmanaged.passUnretained(self).toOpaque()
        check(unsafe pacbatch_set_pointer(easy, CURLOPT_PRIVATE, me))
        check(unsafe pacbatch_set_text(easy, CURLOPT_URL, request.url))
        check(unsafe pacbatch_set_text(easy, CURLOPT_PROTOCOLS_STR, profile.allowsPlainHTTP ? "https,http" : "https"))
        check(unsafe pacbatch_set_text(easy, CURLOPT_PROXY, ""))
        check(unsafe pacbatch_set_text(easy, CURLOPT_USERAGENT, profile.userAgent))
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_HTTP09_ALLOWED, 0)
        set(CURLOPT_NETRC, 0)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        set(CURLOPT_SSL_VERIFYPEER, Guard.verifiedPeer.isOn ? 1 : 0)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        set(CURLOPT_CONNECTTIMEOUT_MS, profile.connectTimeout * 1000)
        set(CURLOPT_TIMEOUT_MS, profile.timeout * 1000)
        set(CURLOPT_MAXAGE_CONN, 2)
        set(CURLOPT_TCP_NODELAY, 1)
        set(CURLOPT_FRESH_CONNECT, profile.freshConnections && request.purpose == .write ? 1 : 0)
        setMethod()
        setHeaders()
        unsafe setCallbacks(me)
    }

    private func setMethod() {
        if request.body.isEmpty {
            set(CURLOPT_HTTPGET, 1)
        } else {
            set(CURLOPT_POST, 1)
            check(unsafe pacbatch_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count)))
        }
        if request.method != "GET", request.method != "POST" {
            check(unsafe pacbatch_set_text(easy, CURLOPT_CUSTOMREQUEST, request.method))
        }
    }

    private func setHeaders() {
        var lines = request.purpose == .file ? [] : ["Accept: application/json"]
        if let key = request.key { lines.append("Authorization: Bearer \(key.value)") }
        if !request.body.isEmpty { lines += ["Content-Type: application/json", "Expect:"] }
        for line in lines { unsafe headerList = curl_slist_append(headerList, line) }
        check(unsafe pacbatch_set_list(easy, CURLOPT_HTTPHEADER, headerList))
    }

    private func setCallbacks(_ me: UnsafeMutableRawPointer) {
        check(unsafe pacbatch_set_io(easy, CURLOPT_READFUNCTION, giveBody))
        check(unsafe pacbatch_set_pointer(easy, CURLOPT_READDATA, me))
        check(unsafe pacbatch_set_prereq(easy, beginOnce))
        check(unsafe pacbatch_set_pointer(easy, CURLOPT_PREREQDATA, me))
        check(unsafe pacbatch_set_seek(easy, refuseToRewind))
        check(unsafe pacbatch_set_pointer(easy, CURLOPT_SEEKDATA, me))
        check(unsafe pacbatch_set_io(easy, CURLOPT_WRITEFUNCTION, takeBody))
        check(unsafe pacbatch_set_pointer(easy, CURLOPT_WRITEDATA, me))
        check(unsafe pacbatch_set_io(easy, CURLOPT_HEADERFUNCTION, takeHeader))
        check(unsafe pacbatch_set_pointer(easy, CURLOPT_HEADERDATA, me))
    }

    private func set(_ option: CURLoption, _ value: Int) { check(unsafe pacbatch_set_long(easy, option, value)) }

    private func check(_ code: CURLcode) {
        precondition(code == CURLE_OK, "libcurl refused an option that it must know")
    }

    // MARK: - What the callbacks do

    /// Told before each time that libcurl writes the request to a connection; false when it is a write that was written to one before.
    fileprivate func begin() -> Bool {
        if hasBegun, request.purpose == .write, Guard.refusedResend.isOn { return false }
        hasBegun = true
        onDeparture?()
        onDeparture = nil
        return true
    }

    /// What must never happen: the body can be sent once more.
    fileprivate func rewind() { sent = 0 }

    /// The next part of the body, into libcurl's buffer.
    fileprivate func give(_ buffer: UnsafeMutablePointer<CChar>, capacity: Int) -> Int {
        bodyWasRead = true
        let count = min(capacity, request.body.count - sent)
        unsafe request.body.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            unsafe UnsafeMutableRawPointer(buffer).copyMemory(from: start + sent, byteCount: count)
        }
        sent += count
        return count
    }

    /// Takes a part of the answer's body; false when it grows beyond what is taken. MAXFILESIZE ignores chunked bodies in libcurl 7.88.
    fileprivate func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard body.count + bytes.count <= request.answerBytesMax else {
            tooLarge = true
            return false
        }
        unsafe body.append(contentsOf: bytes)
        return true
    }

    /// Takes a header line; false when the headers grow beyond what is taken.
    fileprivate func take(header bytes: UnsafeRawBufferPointer) -> Bool {
        headerBytes += bytes.count
        guard headerBytes <= Self.headerBytesMax else {
            tooLarge = true
            return false
        }
        let line = unsafe String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            headers = [:]
        } else if let colon = line.firstIndex(of: ":") {
            let name = line[..<colon].lowercased()
            if Self.headersKept.contains(name) {
                headers[name] = String(
                    line[line.index(after: colon)...].drop { $0 == " " }.prefix { $0 != "\r" && $0 != "\n" && $0 != "\r\n" })
            }
        }
        return true
    }

    // MARK: - The end

    func completion(_ result: CURLcode) -> HTTPCompletion {
        var status = 0
        unsafe pacbatch_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
        var requestBytes = 0
        unsafe pacbatch_get_long(easy, CURLINFO_REQUEST_SIZE, &requestBytes)
        let end: HTTPCompletion.End =
            if result == CURLE_OK {
                .answered
            } else {
                .failed(code: Int(result.rawValue), detail: failure(result))
            }
        return HTTPCompletion(
            token: token, end: end, mayHaveLeft: bodyWasRead || requestBytes > 0, bytesSent: requestBytes + sent,
            status: status == 0 ? nil : status, headers: headers, body: body)
    }

    private func failure(_ result: CURLcode) -> String {
        if tooLarge { return "answer too large" }
        if result == CURLE_ABORTED_BY_CALLBACK { return "Connection died, and nothing is sent twice" }
        return unsafe String(cString: curl_easy_strerror(result))
    }

    fileprivate static func from(_ context: UnsafeMutableRawPointer?) -> Exchange? {
        unsafe context.map { unsafe Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
    }
}

// libcurl's callbacks. They run inside curl_multi_perform, on the transport's thread, while the exchange is alive.

private func giveBody(_ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?)
    -> Int
{
    guard let buffer = unsafe buffer, let exchange = unsafe Exchange.from(context) else { return 0 }
    return unsafe exchange.give(buffer, capacity: size * count)
}

private func beginOnce(
    _ context: UnsafeMutableRawPointer?, _ peer: UnsafeMutablePointer<CChar>?, _ own: UnsafeMutablePointer<CChar>?,
    _ peerPort: Int32, _ ownPort: Int32
) -> Int32 {
    guard let exchange = unsafe Exchange.from(context), exchange.begin() else { return CURL_PREREQFUNC_ABORT }
    return CURL_PREREQFUNC_OK
}

private func refuseToRewind(_ context: UnsafeMutableRawPointer?, _ offset: curl_off_t, _ origin: Int32) -> Int32 {
    guard !Guard.refusedResend.isOn, let exchange = unsafe Exchange.from(context) else { return CURL_SEEKFUNC_FAIL }
    exchange.rewind()
    return CURL_SEEKFUNC_OK
}

private func takeBody(_ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?)
    -> Int
{
    guard let exchange = unsafe Exchange.from(context) else { return 0 }
    return unsafe exchange.take(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

private func takeHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?)
    -> Int
{
    guard let exchange = unsafe Exchange.from(context) else { return 0 }
    return unsafe exchange.take(header: UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}
