import Emit
import Fiscal
import Ingest
import Ledger
import RfeFixtures
import Submit
import Synchronization
import Testing
import XMLSignature

@testable import pacbatch

/// Small XML files that are taken in as a group (docs/decisions/0060): whatever step a run dies at, the next one ends where an undisturbed one does.
struct ImportGroupTests {
    /// Three documents, one that was altered, one that breaks off, the bytes of the first once more, and orders between them.
    private static let files: [(name: String, text: String)] = {
        guard let signer = try? SigningKey(throwAway: ThrowAwayKeys.signer) else { return [] }
        let signed = (0..<3).compactMap { number in
            try? RfeFixture(documentType: .internalInvoice, number: "00000007\(10 + number)").signed(by: signer)
        }
        var files = signed.enumerated().map { (name: "\($0).xml", text: $1) }
        files.append(("8-altered.xml", signed[0].replacing("Licuadora", with: "Licuadura")))
        files.append(("4-broken.xml", String(signed[1].prefix(700))))
        files.append(("9-again.xml", signed[0]))
        files.append(("5-orders.csv", "order_id,description,quantity,unit_price,tax_rate\nF-1,a,1,100.00,7\n"))
        return files
    }()

    /// Everything that can be told apart: rows by their file, and files by their place.
    private static func end(_ bench: MoveBench, _ outcomes: [Intake.Outcome]) throws -> [String] {
        var told: [String] = []
        try bench.ledger.eachDocument { row in
            let input = try bench.ledger.input(id: row.inputID)
            told.append("\(input?.name ?? "") \(row.sequence) \(row.state.rawValue) \(row.cufe ?? "") \(input?.place ?? "–")")
        }
        for folder in ["inbox", "work", "rejected", "archive/2026/11"] {
            told += bench.names(folder).filter { !$0.hasPrefix(".") }.map { "\(folder)/\($0)" }
        }
        told += outcomes.flatMap(\.unregistered).map { "\($0.name) = \($0.duplicateOf ?? "")" }
        return told.sorted()
    }

    private static func bench() throws -> MoveBench {
        let bench = try MoveBench()
        // Ahead of the files, in the month in which the bench files them.
        let wall = (FiscalTime(text: "2026-11-30T12:00:00-05:00")?.epochSeconds ?? 0) * 1_000_000
        bench.machine.clock = RunClock(wallMicros: { wall }, monotonicNanos: bench.machine.clock.monotonicNanos)
        for file in files { try bench.drop(file.text, as: file.name) }
        return bench
    }

    @Test func `an undisturbed run takes every file in, in order`() async throws {
        let bench = try Self.bench()
        let outcome = try await bench.takeIn()
        let end = try Self.end(bench, [outcome])
        #expect(end.count { $0.contains(" imported ") } == 3)
        #expect(end.contains { $0.hasPrefix("8-altered.xml 1 invalid ") })
        #expect(end.contains("9-again.xml = 0.xml"))
        #expect(end.contains("rejected/4-broken.xml") && end.contains("rejected/4-broken.xml.reason.json"))
        #expect(bench.names("work").isEmpty && bench.names("inbox").isEmpty)
        #expect(try bench.ledger.unfiledInputs().isEmpty)
    }

    @Test func `wherever a run dies, the next one ends in the same place`() async throws {
        let whole = try Self.bench()
        try await whole.takeIn()
        let wanted = try Self.end(whole, [])
        // The steps before are claims, one after the other.
        var step = Self.files.count
        while true {
            let death = try await Self.endAfterDeath(at: step, afterIt: false)
            guard death.step != .none else { break }
            #expect(death.end == wanted, "before step \(step)")
            if death.step == .move {
                #expect(try await Self.endAfterDeath(at: step, afterIt: true).end == wanted, "after step \(step)")
            }
            step += 1
        }
        #expect(step > 25)
    }

    private static func endAfterDeath(at step: Int, afterIt: Bool) async throws -> (step: MoveBench.Step, end: [String]) {
        let bench = try bench()
        let died = try await bench.die(atStep: step, afterIt: afterIt)
        try await bench.takeIn()
        return (died, try end(bench, []))
    }
}

extension MoveBench {
    /// What a run died at.
    fileprivate enum Step { case none, move, opening }

    /// Takes in on a file system that fails at a move or at the opening of a file.
    fileprivate func die(atStep wanted: Int, afterIt: Bool) async throws -> Step {
        let steps = Mutex((count: 0, last: Step.none))
        var dying = machine
        let (rename, open) = (dying.inbox.rename, dying.inbox.open)
        let isOver = { @Sendable (step: Step) -> Bool in
            steps.withLock { steps in
                steps.count += 1
                if steps.count == wanted { steps.last = step }
                return steps.count >= wanted
            }
        }
        dying.inbox.rename = { (from, to) throws(IngestError) in
            let stops = isOver(.move)
            if stops, afterIt { _ = try rename(from, to) }
            if stops { throw IngestError.system(call: "rename", path: from.text, errno: 5) }
            return try rename(from, to)
        }
        dying.inbox.open = { (path) throws(IngestError) in
            if isOver(.opening) { throw IngestError.system(call: "open", path: path.text, errno: 5) }
            return try open(path)
        }
        do {
            try await takeIn(on: dying)
            return .none
        } catch is IngestError {
            return steps.withLock { $0.last }
        }
    }
}
