import Digest
import Fiscal
import Guards

/// Whether a webhook's signature is one of its company's active secrets (rulebook 7.9, 7.11). Secrets are fetched when the first webhook of
/// their company comes, so that a night without webhooks needs none.
final class WebhookSignatures {
    /// What came of a signature.
    enum Verdict {
        /// It equals the secret that is kept there.
        case equal(label: String)
        case different
        /// It equals none of those that can be had, and one can't: it may be that one.
        case unknown(SecretError)
    }

    private let configuration: Configuration
    private let environment: Environment
    private var known: [SecretSource: Result<Secret, SecretError>] = [:]

    init(_ configuration: Configuration, _ environment: Environment) {
        self.configuration = configuration
        self.environment = environment
    }

    /// The company of the PAC's id, as in the webhook's address, or of the configuration's id (pac-api.md 4.2).
    func company(named name: String) -> Company? {
        configuration.companies.first { $0.pacCompanyID == name } ?? configuration.company(id: name)
    }

    /// Compares a signature with all active secrets of a company, each in constant time, and none is left out when one is found equal.
    func judge(_ signature: [UInt8]?, of company: Company) -> Verdict {
        guard let signature, !signature.isEmpty else { return .different }
        var verdict = Verdict.different
        for source in company.webhookSecrets {
            switch secret(source) {
            case .success(let secret):
                let isEqual = secret.withValue { isEqualInConstantTime($0, signature) }
                if isEqual || !Guard.webhookSignature.isOn { verdict = .equal(label: source.label) }
            case .failure(let error):
                if case .different = verdict { verdict = .unknown(error) }
            }
        }
        return verdict
    }

    private func secret(_ source: SecretSource) -> Result<Secret, SecretError> {
        if let fetched = known[source] { return fetched }
        let fetched: Result<Secret, SecretError>
        do throws(SecretError) {
            fetched = .success(try source.read(environment: environment))
        } catch {
            fetched = .failure(error)
        }
        known[source] = fetched
        return fetched
    }
}
