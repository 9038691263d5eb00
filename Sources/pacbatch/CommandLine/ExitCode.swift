/// What a program that started `pacbatch` learns from its end (product.md 5). Other programs rely on these numbers.
enum ExitCode: Int32, Sendable, CaseIterable {
    /// All done.
    case done = 0
    /// The program itself failed.
    case internalError = 1
    /// Usage or configuration; also an unknown ID and a refused `void`, `delete`, `promote` or `resolve`.
    case usage = 2
    /// Some documents of this run are invalid or rejected: fix the data.
    case badData = 3
    /// Some documents of the workspace are in doubt: `indoubt`.
    case inDoubt = 4
    /// Something is left in the workspace that a later run finishes by itself.
    case unfinished = 5
    /// Credentials or company set-up.
    case setUp = 6
    /// Another run holds the workspace.
    case locked = 11
    /// Stopped by a signal.
    case interrupted = 130

    /// Where several apply, the first of 1, 2, 6, 4, 3, 5 (product.md 5). An interruption is what its user asked for, and a held workspace
    /// lets nothing else be learnt: these two come before what stands in the documents. None apply: 0.
    static func first(of codes: some Sequence<ExitCode>) -> ExitCode {
        let codes = Set(codes)
        return precedence.first(where: codes.contains) ?? .done
    }

    private static let precedence: [ExitCode] = [
        .internalError, .interrupted, .locked, .usage, .setUp, .inDoubt, .badData, .unfinished,
    ]
}
