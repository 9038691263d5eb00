/// Everything that decides how the sandbox behaves.
public struct SandboxSettings: Sendable {
    /// Port on 127.0.0.1; 0 for any free one.
    public var port: UInt16 = 8980
    /// The companies it serves, their keys, and the RUCs it doesn't know.
    public var fixture = Fixture.standard
    /// Folder of `truth.jsonl` and `state.jsonl`; nil: nothing is written and nothing survives.
    public var stateFolder: String?
    /// What goes wrong, and how often.
    public var faults: [FaultRule] = []
    /// Seed of everything that is drawn: faults, ids.
    public var seed: UInt64 = 1
    /// From the POST to the DGI's verdict, in nanoseconds.
    public var dgiDelayNanos: Int64 = 2_000_000_000
    /// From the POST until the PDF is offered, in nanoseconds.
    public var pdfDelayNanos: Int64 = 0
    /// POSTs in any second per key; nil for no limit (pac-api.md 3.8).
    public var postsPerSecond: Int? = 50
    /// Whether the list calls are there (pac-api.md 1.2); else they are 404 `SBX-NO-LOOKUP`.
    public var offersLookup = true
    /// Most entries on a page of a list, whatever is asked for; `metadata.limit` says so.
    public var pageSizeMax = 100
    /// The inbox webhook files are written into; nil for none.
    public var webhookFolder: String?
    /// The shared secret that goes into `x-pac-signature` (pac-api.md 4.1).
    public var webhookSecret: String?
    /// iAmb: `1` production, `2` test (dgi.md 4).
    public var environment: Character = "2"
    /// How long a signed URL is good, in nanoseconds (pac-api.md 3.9).
    public var urlLifetimeNanos: Int64 = 60_000_000_000

    /// The defaults: port 8980, one company, 50 POSTs a second, the DGI's verdict after 2 seconds.
    public init() {}
}
