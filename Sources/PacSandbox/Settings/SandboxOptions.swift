/// The command line of `pac-sandbox` (product.md 2, docs/sandbox.md).
public struct SandboxOptions: Sendable {
    /// What the options say.
    public private(set) var settings = SandboxSettings()
    /// `--help` was asked for.
    public private(set) var wantsHelp = false

    private var fixtureFile: String?
    private var companyFile: String?
    private var keys: [String] = []

    /// Reads the arguments after the program's name.
    /// - Throws: `SandboxError.usage`; `.file` and `.content` for files that are named.
    public init(_ arguments: [String]) throws(SandboxError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let sides = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if try takeSwitch(argument) { continue }
            guard let value = sides.count == 2 ? sides[1] : rest.popFirst() else {
                throw .usage(argument: argument, reason: "a value is expected")
            }
            try take(sides[0], value)
        }
        try chooseFixture()
    }

    private mutating func takeSwitch(_ argument: String) throws(SandboxError) -> Bool {
        switch argument {
        case "--help", "-h": wantsHelp = true
        case "--no-rate": settings.postsPerSecond = nil
        default: return false
        }
        return true
    }

    private mutating func take(_ name: String, _ value: String) throws(SandboxError) {
        switch name {
        case "--port": settings.port = try Self.number(name, value, 0...65_535)
        case "--state": settings.stateFolder = value
        case "--faults": settings.faults += try FaultRule.rules(argument: value)
        case "--dgi-delay": settings.dgiDelayNanos = try Self.duration(name, value)
        case "--pdf-delay": settings.pdfDelayNanos = try Self.duration(name, value)
        case "--url-lifetime": settings.urlLifetimeNanos = try Self.duration(name, value)
        case "--rate": settings.postsPerSecond = try Self.number(name, value, 1...1_000_000)
        case "--seed": settings.seed = try Self.number(name, value, 0...UInt64.max)
        case "--lookup": settings.offersLookup = try Self.onOff(name, value)
        case "--page-size": settings.pageSizeMax = try Self.number(name, value, 1...100)
        case "--webhooks": settings.webhookFolder = value
        case "--webhook-secret": settings.webhookSecret = value
        case "--config": fixtureFile = value
        case "--company-from": companyFile = value
        case "--key": keys.append(value)
        default: throw .usage(argument: name, reason: "no such option; --help lists them")
        }
    }

    private mutating func chooseFixture() throws(SandboxError) {
        if fixtureFile != nil, companyFile != nil {
            throw .usage(argument: "--company-from", reason: "either --config or --company-from")
        }
        if let fixtureFile { settings.fixture = try Fixture(file: fixtureFile) }
        if let companyFile { settings.fixture = try Fixture(companiesOf: companyFile, keys: []) }
        for index in settings.fixture.companies.indices { settings.fixture.companies[index].keys += keys }
        let first = settings.fixture.companies.first
        if companyFile != nil, keys.isEmpty, first != nil {
            for index in settings.fixture.companies.indices { settings.fixture.companies[index].keys = ["sandbox-key"] }
        }
    }

    private static func number<Number: FixedWidthInteger>(
        _ name: String, _ text: String, _ range: ClosedRange<Number>
    ) throws(SandboxError) -> Number {
        guard let number = Number(text), range.contains(number) else {
            throw .usage(
                argument: "\(name) \(text)", reason: "a number from \(range.lowerBound) to \(range.upperBound) is expected")
        }
        return number
    }

    private static func onOff(_ name: String, _ text: String) throws(SandboxError) -> Bool {
        guard text == "on" || text == "off" else { throw .usage(argument: "\(name) \(text)", reason: "on or off is expected") }
        return text == "on"
    }

    /// `250ms`, `2s`, `1.5s`, `5m`, `1h`, in nanoseconds.
    static func duration(_ name: String, _ text: String) throws(SandboxError) -> Int64 {
        let units: [(String, Int64)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)]
        for (suffix, millis) in units where text.hasSuffix(suffix) {
            guard let number = NumberText(String(text.dropLast(suffix.count))), number.wholeDigits <= 6 else { break }
            return number.micros * millis
        }
        throw .usage(argument: "\(name) \(text)", reason: "a duration such as 250ms, 2s, 5m or 1h is expected")
    }

    /// What `--help` prints.
    public static let help = """
        pac-sandbox: a PAC for rehearsals and tests, on 127.0.0.1 only (docs/sandbox.md)

        pac-sandbox [--port 8980] [--state DIR] [--faults FILE|NAME=RATE,…] [--dgi-delay 2s] [--rate 50]

          --port N             port; 0 takes a free one. The first line printed is the URL.
          --state DIR          truth.jsonl and state.jsonl; documents survive a restart
          --faults SPEC        faults to play: a JSON file, or NAME=RATE,…; may be given several times
          --dgi-delay TIME     from the POST to the DGI's verdict (2s)
          --pdf-delay TIME     from the POST until the PDF is offered (0s)
          --url-lifetime TIME  how long a file's address is good (60s)
          --rate N, --no-rate  POSTs in any second per key (50)
          --lookup on|off      whether the list calls are there (on)
          --page-size N        most entries on a page of a list, whatever is asked for (100)
          --webhooks DIR       inbox that webhook files are written into
          --webhook-secret S   their x-pac-signature
          --config FILE        companies, keys, unknown RUCs
          --company-from FILE  companies of a pacbatch.json
          --key KEY            a key that is good for all companies; may be given several times
          --seed N             seed of faults and ids (1)
        """
}
