import Fiscal
import Ingest
import Ledger

/// What becomes of a webhook's file: read, its company looked up, its signature compared (rulebook 7.9). `run` and `plan` judge alike.
struct WebhookJudge {
    enum Verdict {
        case taken(TakenWebhook)
        case rejected(Fault)
        /// Its signature can't be judged: it stays in the inbox.
        case left(Fault)

        /// Why it isn't taken.
        var fault: Fault? {
            switch self {
            case .taken: nil
            case .rejected(let fault), .left(let fault): fault
            }
        }
    }

    private let signatures: WebhookSignatures
    private let language: Language
    private let fileSystem: Ingest.FileSystem

    init(_ configuration: Configuration, _ context: Context, fileSystem: Ingest.FileSystem) {
        signatures = WebhookSignatures(configuration, context.environment)
        language = context.language
        self.fileSystem = fileSystem
    }

    func verdict(on file: InboxFile) throws -> Verdict {
        let notice: WebhookNotice
        do {
            notice = try WebhookNotice(try fileSystem.open(file.path), allowsBareBody: file.folder.isForWebhooks)
        } catch let defect as WebhookNotice.Defect {
            return .rejected(defect.fault)
        }
        let named = notice.company ?? file.folder.companyName ?? ""
        guard let company = signatures.company(named: named) else {
            return .rejected(Fault(.webhookUnknownCompany, value: named))
        }
        var secret: String?
        if notice.isEnvelope {
            switch signatures.judge(notice.signature, of: company) {
            case .equal(let label): secret = label
            case .different: return .rejected(Fault(.webhookBadSignature, facts: ["company": company.id]))
            case .unknown(let error):
                return .left(
                    Fault(
                        .webhookSecretMissing, value: file.name,
                        facts: ["company": company.id, "reason": error.message(in: language)]))
            }
        }
        return .taken(
            TakenWebhook(
                company: company.id, pacID: notice.pacID, cufe: notice.cufe, legalStatus: notice.legalStatus, secret: secret))
    }
}
