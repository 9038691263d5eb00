import Fiscal
import Ingest
import JSONText
import Ledger
import Transform

/// Where every value of a document's payload came from. The order is read again from the archived file, whose hash must be the ledger's, filled
/// from the client registry and judged again; what comes out is compared with the bytes that the ledger holds.
struct DocumentTrace {
    /// Why there is nothing to trace.
    enum Refusal: Error {
        /// The document never had a payload: a refused one, a void request, an import.
        case noPayload(DocumentState)
        /// The archived file isn't where the ledger says.
        case fileMissing(String)
        /// The archived file's bytes aren't those that came in.
        case fileChanged(String)
        /// The file has no such record any more: its profile is gone from the configuration.
        case recordMissing(String)
    }

    /// Which payload was traced.
    enum Payload: String {
        /// The bytes of the last POST.
        case sent
        /// What waits in the ledger for its POST.
        case queued
        /// What the order would come to: it isn't submitted (PROFORM), or not any more.
        case judged
    }

    /// One cell behind a value.
    struct Source {
        let key: Sensitivity.CellKey
        /// The cell's text as the rules saw it.
        let text: String
        /// Where it stood; nil for a cell of the registry.
        let place: SourceLocation?
        /// The column's own name in the file; nil where the file has no header.
        let header: String?
        /// The text as it stands in the file, where that is another.
        let raw: String?
        let origin: Origin

        enum Origin: String {
            case file, registry, profile
        }
    }

    /// One value with all that is known of it.
    struct Value {
        let leaf: PayloadLeaf
        let field: PayloadField?
        /// The cells whose text the value shows.
        let sources: [Source]
        /// Other cells that decide about it.
        let deciders: [Source]
        /// What judging the order again gives, where that is another value.
        let today: String?
    }

    let row: DocumentRow
    let input: InputRow
    /// The client whose registry row filled cells; nil when none did.
    let client: String?
    let payload: Payload
    let values: [Value]

    /// True when judging the order again gives the ledger's bytes.
    var isProved: Bool { values.allSatisfy { $0.today == nil } }
}
