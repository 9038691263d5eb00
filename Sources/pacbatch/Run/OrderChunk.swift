import Fiscal
import Ingest
import Synchronization
import Transform

/// Some orders of a file with what the rules made of them. A chunk brings its own rulebook and buffers, so that it can be judged beside the reading
/// of the next one; it is used again and again.
struct OrderChunk: Sendable {
    /// Orders in a chunk: enough that handing it over doesn't count, few enough to stay in the processor's cache.
    static let capacity = 128

    private(set) var count = 0
    private(set) var records: [OrderRecord]
    var judged: [JudgedOrder]
    private var transformer: Transformer

    init(_ transformer: Transformer) {
        self.transformer = transformer
        records = (0..<Self.capacity).map { _ in OrderRecord() }
        judged = (0..<Self.capacity).map { _ in JudgedOrder() }
    }

    /// Reads the next orders of a file; `prepare` fills each from the registry. Empty at the end of the file.
    mutating func read(_ reader: inout OrderReader, prepare: (inout OrderRecord) throws -> Void) throws {
        count = 0
        while count < Self.capacity, try reader.next(into: &records[count]) {
            try prepare(&records[count])
            count += 1
        }
    }

    /// Judges the orders. What the PAC would have to be asked stays open: `OrderPipeline` looks it up afterwards.
    mutating func judge(defaultCompany: String?, admittedAt: FiscalTime) {
        for index in 0..<count {
            transformer.judge(
                records[index], defaultCompany: defaultCompany, admittedAt: admittedAt, answer: { _ in nil }, into: &judged[index]
            )
        }
    }

    /// Judges one order again with the answers that are known.
    mutating func judgeAgain(
        _ index: Int, defaultCompany: String?, admittedAt: FiscalTime, answer: (RucQuestion) throws -> RucAnswer?
    ) throws {
        var failure: (any Error)?
        transformer.judge(
            records[index], defaultCompany: defaultCompany, admittedAt: admittedAt,
            answer: { question in
                do { return try answer(question) } catch {
                    failure = error
                    return nil
                }
            }, into: &judged[index])
        if let failure { throw failure }
    }
}

/// Hands a chunk from one task to another without a copy: whoever takes it is its only owner.
final class ChunkHandover: Sendable {
    private let slot: Mutex<OrderChunk?>

    init(_ chunk: consuming OrderChunk) { slot = Mutex(chunk) }

    /// Judges the chunk where it is.
    func judge(defaultCompany: String?, admittedAt: FiscalTime) {
        guard var chunk = take() else { return }
        chunk.judge(defaultCompany: defaultCompany, admittedAt: admittedAt)
        var judged: OrderChunk? = chunk
        slot.withLock { swap(&$0, &judged) }
    }

    func take() -> OrderChunk? { slot.withLock { $0.take() } }
}
