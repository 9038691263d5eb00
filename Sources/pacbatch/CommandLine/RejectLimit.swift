/// `--max-rejects`: how much of a batch may be invalid before nothing of it is sent. A file of another program, or of another month, shows in many
/// refusals at once; what is still good in it should be looked at before it becomes legal documents.
enum RejectLimit: Sendable, Equatable {
    case documents(Int)
    /// Of 100 documents of the run.
    case percent(Int)

    /// Reads `5` or `2%`; nil for anything else.
    init?(text: String) {
        if let share = text.hasSuffix("%") ? wholeNumber(text.dropLast()) : nil {
            guard share <= 100 else { return nil }
            self = .percent(share)
        } else if let count = wholeNumber(text) {
            self = .documents(count)
        } else {
            return nil
        }
    }

    /// True when so many of all are too many.
    func isExceeded(by refused: Int, of all: Int) -> Bool {
        switch self {
        case .documents(let count): refused > count
        case .percent(let share): refused * 100 > share * all
        }
    }

    /// The limit as it is typed.
    var text: String {
        switch self {
        case .documents(let count): "\(count)"
        case .percent(let share): "\(share)%"
        }
    }
}
