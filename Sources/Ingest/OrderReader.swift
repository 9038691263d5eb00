public import Fiscal

/// Reads the records of one file, one at a time, into a record that is used again and again: memory doesn't grow with the file.
///
/// What the file is, its encoding and its dialect are found out from its content (product.md 6). What is wrong with an order travels in that
/// order's `faults`; what is wrong with the file, and what was found out about it, in `faults` here, which is whole once `next` has
/// returned false. A row or element that can't be read is a record too, with faults, so that it ends in a result line.
///
/// A client registry gives one record for each client, with the client columns filled and no line items.
public struct OrderReader: ~Copyable {
    /// What the file holds. Records come only of orders and clients; the other kinds have readers of their own.
    public let kind: FileKind
    /// The name of the profile that fits the file's header; nil when it uses the canonical names.
    public let profile: String?
    private var csv: CSVOrders?
    private var json: JSONOrders?
    private var openingFaults: [Fault] = []

    /// Opens an input and looks at its beginning.
    /// - Throws: `IngestError.system` when it can't be read.
    public init(_ source: consuming InputSource, profiles: [Profile] = []) throws(IngestError) {
        if source.beginsAsXML() {
            (kind, profile) = (.dgiXML, nil)
            return
        }
        let sampleCount = source.sample
        let buffer = try TextBuffer(filling: source, to: sampleCount)
        let sample = buffer.beginning(sampleCount)
        let recognition = try Recognition(signature: buffer.signature, sample: sample, profiles: profiles)
        switch recognition.finding {
        case .csv:
            let opened = try OpenedCSV(buffer, sample: sample, profiles: profiles)
            (kind, profile, openingFaults) = (opened.binding.kind, opened.binding.profile?.name, opened.faults)
            csv = opened.orders()
        case .jsonArray, .jsonLines:
            let isArray = recognition.finding == .jsonArray
            let fitting = profiles.first { $0.fits(recognition.keys) }
            let isClients = recognition.isClients(fitting)
            kind = isClients ? .clients(isArray ? .jsonArray : .jsonLines) : .orders(isArray ? .jsonArray : .jsonLines)
            profile = fitting?.name
            var scanner = JSONScanner(buffer)
            _ = scanner.peek()
            if isArray { scanner.index += 1 }
            json = JSONOrders(scanner, isArray: isArray, profile: fitting, isClients: isClients)
        case .xml: (kind, profile) = (.dgiXML, nil)
        case .webhook: (kind, profile) = (.webhook, nil)
        case .refused(let fault): (kind, profile, openingFaults) = (.unknown, nil, [fault])
        }
    }

    /// How a CSV file is written, as far as it's known by now; nil for other files.
    public var dialect: Dialect? {
        switch csv {
        case .some(let orders): orders.dialect
        case .none: nil
        }
    }

    /// Records read so far.
    public var count: Int {
        switch csv {
        case .some(let orders): return orders.count
        case .none: break
        }
        switch json {
        case .some(let orders): return orders.count
        case .none: return 0
        }
    }

    /// What is wrong with the file as a whole, and what was found out about it. With an error among them and no record read, the file can't
    /// be used at all; with records, those before the error's place stand.
    public var faults: [Fault] {
        var faults = openingFaults
        var encoding = TextEncoding.utf8
        switch json {
        case .some(let orders):
            faults += orders.faults
            encoding = orders.encoding
        case .none: break
        }
        if let dialect {
            encoding = dialect.encoding
            faults += dialect.faults
        }
        if encoding == .windows1252 { faults.append(Fault(.encodingGuessed, facts: ["encoding": encoding.rawValue])) }
        let isEmpty = count == 0 && !faults.contains { $0.severity == .error }
        if isEmpty, kind != .dgiXML, kind != .webhook { faults.append(Fault(.fileWithoutOrders)) }
        return faults
    }

    /// Fills the record with the next order or client of the file.
    /// - Returns: false at the end.
    /// - Throws: `IngestError.system` when the input can't be read any further.
    public mutating func next(into record: inout OrderRecord) throws(IngestError) -> Bool {
        if csv != nil { return try csv?.next(into: &record) ?? false }
        return try json?.next(into: &record) ?? false
    }
}
