import Fiscal
import JSONText
private import CPosix

/// The log on request (`--log FILE`): JSON Lines with run, file and document ids; personal data masked, secrets never (product.md 7).
struct Log: Sendable {
    /// Writes nothing.
    static let none = Log(run: nil) { _ in }

    private let run: String?
    private let now: @Sendable () -> EpochMilliseconds
    private let write: @Sendable ([UInt8]) -> Void

    /// - Parameter write: takes one whole line.
    init(
        run: String?, now: @escaping @Sendable () -> EpochMilliseconds = { .system }, write: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.run = run
        self.now = now
        self.write = write
    }

    /// Appends to a file, which is made with mode 0600. Each line is one write, so that several programs may share the file; what can't be written
    /// is lost, since a log must not stop a batch.
    static func file(_ path: String, run: String?, mask: SecretMask) throws(FileError) -> Log {
        let file = SharedFile(try OpenFile(appending: path))
        return Log(run: run) { line in
            do throws(FileError) {
                try file.open.write(mask.masked(line))
            } catch {
                return
            }
        }
    }

    /// The log that a command line asks for: a file, or nothing.
    /// - Parameter secrets: everything that was read; none of it can reach the file.
    static func requested(_ global: GlobalOptions, run: String?, secrets: [Secret]) throws(FileError) -> Log {
        guard let path = global.log else { return .none }
        return try file(path, run: run, mask: SecretMask(secrets))
    }

    /// Writes an entry.
    func callAsFunction(_ entry: LogEntry) {
        var writer = ByteWriter(capacity: 256)
        entry.json(time: now().text, run: run).write(into: &writer)
        writer.append("\n")
        write(writer.bytes)
    }
}

/// An open file that several closures hold.
private final class SharedFile: Sendable {
    let open: OpenFile

    init(_ open: consuming OpenFile) {
        self.open = open
    }
}

/// A moment as milliseconds since 1970-01-01T00:00:00Z.
struct EpochMilliseconds: Sendable, Equatable {
    let value: Int64

    /// The system's clock.
    static var system: EpochMilliseconds { EpochMilliseconds(value: pb_wall_micros() / 1000) }

    /// The moment in Panama, to the second.
    var fiscalTime: FiscalTime { FiscalTime(epochSeconds: value / 1000) }

    /// `2026-11-20T21:05:31.123-05:00`.
    var text: String {
        var writer = ByteWriter(capacity: 29)
        writer.append(text: String(fiscalTime.text.dropLast(6)))
        writer.append(".")
        writer.append(magnitude: UInt64(value % 1000), digits: 3)
        writer.append("-05:00")
        return writer.text
    }
}
