/// The configuration's `rules`: the weight of single codes changed (rulebook, introduction).
public struct FaultPolicy: Sendable {
    /// Why a change isn't taken.
    public enum Refusal: Error, Sendable, Equatable {
        /// No such code; `nearest` is for did-you-mean.
        case unknown(code: String)
        /// The rulebook fixes this code's weight.
        case fixed(code: String)
    }

    /// Nothing changed.
    public static let standard = FaultPolicy()

    private let changed: [FaultCode: Severity]

    private init() { changed = [:] }

    /// Takes the changes over.
    /// - Throws: the first code, in alphabetical order, that is unknown or fixed (rulebook 10, `rules`).
    public init(changes: [String: Severity]) throws(Refusal) {
        var changed: [FaultCode: Severity] = [:]
        for (name, severity) in changes.sorted(by: { $0.key < $1.key }) {
            guard let code = FaultCode(named: name) else { throw .unknown(code: name) }
            guard !code.isFixed else { throw .fixed(code: name) }
            changed[code] = severity
        }
        self.changed = changed
    }

    /// The weight of a code here.
    public func severity(of code: FaultCode) -> Severity {
        changed.isEmpty ? code.severity : changed[code] ?? code.severity
    }
}
