/// Every fault the sandbox can play, by name. docs/sandbox.md describes each; a test compares the two.
public enum FaultCatalogue {
    /// All faults.
    public static let all: [Fault] = connection + wire + statuses + gate + torn + numbers + fates + files + webhooks + lookups

    /// The fault of a name.
    public static func fault(named name: String) -> Fault? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    private static let connection = [
        Fault("refuse", .post, .afterCommit, .refuse),
        Fault("silence-at-connect", .connect, .connect, .silence),
        Fault("close-at-connect", .connect, .connect, .close),
        Fault("reset-at-connect", .connect, .connect, .reset),
        Fault("silence-after-headers", .post, .headers, .silence),
        Fault("close-after-headers", .post, .headers, .close),
        Fault("reset-after-headers", .post, .headers, .reset),
        Fault("close-on-reuse", .post, .beforeCommit, .closeOnReuse),
        Fault("close-on-reuse-after-commit", .post, .afterCommit, .closeOnReuse),
    ]

    /// Each of these strikes before the document exists, and after.
    private static func bothSides(_ name: String, _ effect: FaultEffect) -> [Fault] {
        [
            Fault("\(name)-before-commit", .post, .beforeCommit, effect),
            Fault("\(name)-after-commit", .post, .afterCommit, effect),
        ]
    }

    private static let wire =
        bothSides("silence", .silence) + bothSides("close", .close) + bothSides("reset", .reset)

    private static let statuses =
        [408, 409, 425, 500, 503].flatMap { bothSides("\($0)", .status($0)) } + bothSides("502-html", .page(502))
        + bothSides("redirect", .redirect("http://127.0.0.1:9/pan/v1/invoices"))
        + bothSides("redirect-to-file", .redirect("file:///etc/passwd"))

    private static let gate = [
        Fault("401", .post, .gate, .refused(status: 401, code: "SBX-UNAUTHORIZED")),
        Fault("403", .post, .gate, .refused(status: 403, code: "SBX-NOT-SUBSCRIBED")),
        Fault("qr-not-requested", .post, .gate, .refused(status: 400, code: "AP1010")),
        Fault("429", .post, .gate, .throttled(retryAfter: .text("1"))),
        Fault("429-none", .post, .gate, .throttled(retryAfter: .none)),
        Fault("429-zero", .post, .gate, .throttled(retryAfter: .text("0"))),
        Fault("429-hour", .post, .gate, .throttled(retryAfter: .text("3600"))),
        Fault("429-date", .post, .gate, .throttled(retryAfter: .dateIn(seconds: 2))),
        Fault("429-past-date", .post, .gate, .throttled(retryAfter: .dateIn(seconds: -86_400))),
        Fault("429-negative", .post, .gate, .throttled(retryAfter: .text("-5"))),
        Fault("429-garbage", .post, .gate, .throttled(retryAfter: .text("soon"))),
        Fault("401-after-commit", .post, .afterCommit, .refused(status: 401, code: "SBX-UNAUTHORIZED")),
        Fault("429-after-commit", .post, .afterCommit, .throttled(retryAfter: .text("5"))),
    ]

    /// 2xx answers that can't be used.
    private static let torn = [
        ("empty", FaultEffect.emptyBody), ("truncated", .truncated), ("not-json", .notJSON),
        ("wrong-content-type", .wrongContentType), ("no-id", .withoutID), ("no-cufe", .withoutCufe),
        ("other-id", .withOtherID), ("huge", .huge), ("endless", .endless), ("slow-loris", .slowLoris),
        ("invalid-utf8", .invalidUTF8), ("duplicate-keys", .duplicateKeys), ("error-inside", .errorInside),
    ].flatMap { name, effect in
        [Fault(name, .post, .afterCommit, effect), Fault("\(name)-before-commit", .post, .beforeCommit, effect)]
    }

    private static let numbers = [Fault("duplicate-number", .post, .beforeCommit, .duplicateNumber)]

    private static let fates = [
        Fault("dgi-reject", .post, .later, .fate(.dgiReject)),
        Fault("unknown-status", .post, .later, .fate(.unknownStatus)),
        Fault("stuck-status", .post, .later, .fate(.stuckStatus)),
        Fault("registered-first", .post, .later, .fate(.registeredFirst)),
        Fault("pac-reject", .post, .later, .fate(.pacReject)),
    ]

    private static let files = [
        Fault("pdf-not-ready", .get, .later, .file(.notReady)),
        Fault("pdf-expired", .get, .later, .file(.expired)),
        Fault("pdf-html", .file, .later, .file(.html)),
        Fault("pdf-truncated", .file, .later, .file(.truncated)),
        Fault("pdf-huge", .file, .later, .file(.huge)),
        Fault("pdf-empty", .file, .later, .file(.empty)),
        Fault("pdf-redirect", .file, .later, .file(.redirect)),
    ]

    private static let webhooks = [
        Fault("webhook-early", .webhook, .later, .webhook(.early)),
        Fault("webhook-late", .webhook, .later, .webhook(.late)),
        Fault("webhook-duplicate", .webhook, .later, .webhook(.duplicate)),
        Fault("webhook-reordered", .webhook, .later, .webhook(.reordered)),
        Fault("webhook-forged", .webhook, .later, .webhook(.forged)),
        Fault("webhook-unsigned", .webhook, .later, .webhook(.unsigned)),
        Fault("webhook-other-company", .webhook, .later, .webhook(.otherCompany)),
        Fault("webhook-lost", .webhook, .later, .webhook(.lost)),
    ]

    private static let lookups = [
        Fault("lookup-lag", .list, .later, .lookup(.lag)),
        Fault("lookup-pages-missing", .list, .later, .lookup(.pagesMissing)),
        Fault("lookup-repeats", .list, .later, .lookup(.repeats)),
        Fault("lookup-reordered", .list, .later, .lookup(.reordered)),
        Fault("lookup-unfiltered", .list, .later, .lookup(.unfiltered)),
        Fault("lookup-unfiltered-repeats", .list, .later, .lookup(.unfilteredRepeats)),
    ]
}
