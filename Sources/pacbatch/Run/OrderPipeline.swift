import Fiscal
import Ingest
import Transform

/// Read → judge → place, on two processors: while one chunk is judged, the caller places the one before it and reads the one after it. The order
/// of the file is kept, and only the caller touches the ledger.
struct OrderPipeline {
    private let admittedAt: FiscalTime
    private let answer: (RucQuestion) throws -> RucAnswer?
    private var spare: [OrderChunk]

    /// - Parameters:
    ///   - admittedAt: the moment of admission (rulebook 5.4).
    ///   - answer: what is known of a RUC; nil when the PAC has to be asked.
    init(_ transformer: Transformer, admittedAt: FiscalTime, answer: @escaping (RucQuestion) throws -> RucAnswer?) {
        self.admittedAt = admittedAt
        self.answer = answer
        // One is read, one is judged, one is placed.
        spare = (0..<3).map { _ in OrderChunk(transformer) }
    }

    /// Takes a whole file through.
    /// - Parameters:
    ///   - prepare: fills an order from the registry.
    ///   - place: takes the chunks in order; each is judged but for what the ledger and the batch know.
    mutating func run(
        _ reader: inout OrderReader, defaultCompany: String?, prepare: (inout OrderRecord) throws -> Void,
        place: (inout OrderChunk) throws -> Void
    ) async throws {
        let admittedAt = admittedAt
        try await withThrowingTaskGroup(of: Void.self) { group in
            var judged: OrderChunk?
            var current = try read(&reader, prepare)
            while let chunk = current.take() {
                let handover = ChunkHandover(chunk)
                group.addTask { handover.judge(defaultCompany: defaultCompany, admittedAt: admittedAt) }
                if let done = judged.take() { try finish(done, defaultCompany: defaultCompany, place) }
                current = try read(&reader, prepare)
                try await group.next()
                judged = handover.take()
            }
            if let done = judged.take() { try finish(done, defaultCompany: defaultCompany, place) }
        }
    }

    /// The next chunk of the file; nil at its end.
    private mutating func read(_ reader: inout OrderReader, _ prepare: (inout OrderRecord) throws -> Void) throws -> OrderChunk? {
        guard var chunk = spare.popLast() else { return nil }
        try chunk.read(&reader, prepare: prepare)
        guard chunk.count > 0 else {
            spare.append(chunk)
            return nil
        }
        return chunk
    }

    /// Looks up what is known of RUCs, hands the chunk over, and keeps its buffers.
    private mutating func finish(
        _ judged: consuming OrderChunk, defaultCompany: String?, _ place: (inout OrderChunk) throws -> Void
    ) throws {
        var chunk = judged
        for index in 0..<chunk.count {
            switch chunk.judged[index].verification {
            case .none: break
            case .gate(let question):
                if case .found? = try answer(question) { chunk.judged[index].verification = .none }
            case .judgeAgain(let question):
                guard try answer(question) != nil else { continue }
                try chunk.judgeAgain(index, defaultCompany: defaultCompany, admittedAt: admittedAt, answer: answer)
            }
        }
        try place(&chunk)
        spare.append(chunk)
    }
}
