/// What a method and a path mean (pac-api.md 1.2).
enum Route: Sendable {
    case post(Collection)
    case get(Collection, id: String)
    case list(Collection)
    case void(Collection, id: String)
    case checkDigit
    case company(id: String)
    case offices(company: String)
    case locations
    case goodsAndServices
    case notifyWebhook
    case notifyEmail
    case file(id: String, SignedURLs.Kind)
    /// The path is known, the method isn't.
    case wrongMethod
    case unknown

    init(_ request: Request) {
        let segments = request.segments
        if segments.first == "files", segments.count == 2 {
            self = Self.file(named: segments[1], method: request.method)
        } else if segments.starts(with: ["pan", "v1"]) {
            self = Self.api(Array(segments.dropFirst(2)), request.method)
        } else {
            self = .unknown
        }
    }

    private static func file(named name: String, method: String) -> Route {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, let kind = SignedURLs.Kind(rawValue: parts[1]) else { return .unknown }
        return method == "GET" ? .file(id: parts[0], kind) : .wrongMethod
    }

    private static func api(_ segments: [String], _ method: String) -> Route {
        if let first = segments.first, let collection = Collection(rawValue: first) {
            return documents(collection, Array(segments.dropFirst()), method)
        }
        switch segments {
        case ["check-digit"]: return method == "GET" ? .checkDigit : .wrongMethod
        case ["dgi", "locations"]: return method == "GET" ? .locations : .wrongMethod
        case ["goods-and-services"]: return method == "GET" ? .goodsAndServices : .wrongMethod
        case ["documents", "notify-webhook"]: return method == "POST" ? .notifyWebhook : .wrongMethod
        case ["documents", "notify-email"]: return method == "POST" ? .notifyEmail : .wrongMethod
        default: break
        }
        guard segments.first == "companies", segments.count == 2 || segments.count == 3 && segments[2] == "offices" else {
            return .unknown
        }
        guard method == "GET" else { return .wrongMethod }
        return segments.count == 2 ? .company(id: segments[1]) : .offices(company: segments[1])
    }

    private static func documents(_ collection: Collection, _ rest: [String], _ method: String) -> Route {
        switch (rest.count, method) {
        case (0, "POST"): .post(collection)
        case (0, "GET"): .list(collection)
        case (1, "GET"): .get(collection, id: rest[0])
        case (1, "DELETE"): .void(collection, id: rest[0])
        case (0, _), (1, _): .wrongMethod
        default: .unknown
        }
    }

    var operation: Operation {
        switch self {
        case .post: .post
        case .get: .get
        case .list: .list
        case .void: .void
        case .checkDigit: .checkDigit
        case .company: .company
        case .offices: .offices
        case .locations: .locations
        case .goodsAndServices: .goodsAndServices
        case .notifyWebhook, .notifyEmail: .notify
        case .file: .file
        case .wrongMethod, .unknown: .unknown
        }
    }
}
