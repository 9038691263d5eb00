import Fiscal
import JSONText
import Ledger
import Submit
import Transform

/// Is the number that each series gives next still free at the PAC? If it isn't, the whole workspace came from a backup, or another system issues
/// under the same billing point: the next night would make documents a second time, or two under a number (G1, G7). Only where the PAC can be asked
/// by number.
extension PacProbe {
    func seriesChecks(_ company: Company, key: ApiKey) -> [Check] {
        guard configuration.pac.lookup == .byNumber, company.numeration.scheme == .sequential else { return [] }
        let name = "pac.\(company.id).series"
        let asked = series(of: company)
        var wrong: [Check] = []
        for mark in asked {
            guard let next = Numbering.numeration(.sequential, companyID: company.id, sequence: Int(mark.next), random: { 0 }),
                let kind = DocumentType(rawValue: mark.documentType)?.kind
            else { continue }
            let question = api.lookup(
                kind, numeration: next, billingPoint: mark.billingPoint, company: company.pacCompanyID, page: 1, key: key)
            guard case .json(let body) = ask(question), let documents = body["documents"]?.array else {
                return wrong + [Check(name, .warn, .seriesUnknown)]
            }
            for document in documents where Self.stands(document, under: mark, of: company, from: next) {
                let number = document["documentNumber"]?.scalarText ?? next
                let series = "\(mark.branch)/\(mark.billingPoint)/\(mark.documentType)"
                wrong.append(
                    Check(name, .fail, .numberTaken(number, series: series), hint: .reconcileOrOwnPoint, failure: .setUp))
                break
            }
        }
        return wrong.isEmpty ? [Check(name, .ok, .seriesFree(asked.count))] : wrong
    }

    /// The series that the ledger counts, and those that the company would begin.
    private func series(of company: Company) -> [SeriesMark] {
        let known = marks.filter { $0.company == company.id }
        let own = [DocumentType.internalInvoice, .creditNote, .debitNote].map {
            SeriesMark(
                company: company.id, branch: company.branch, billingPoint: company.billingPoint, documentType: $0.rawValue,
                next: company.numeration.start)
        }
        return known
            + own.filter { mark in
                !known.contains {
                    ($0.branch, $0.billingPoint, $0.documentType) == (mark.branch, mark.billingPoint, mark.documentType)
                }
            }
    }

    /// A document of the series with that number or a later one; lists may show others, too. Numbers of ten digits compare as texts.
    private static func stands(_ document: JSONValue, under mark: SeriesMark, of company: Company, from next: String) -> Bool {
        guard document["billingPoint"]?.scalarText == mark.billingPoint,
            document["documentType"]?.scalarText == mark.documentType,
            let number = document["documentNumber"]?.scalarText, number.utf8.count == next.utf8.count, number >= next
        else { return false }
        let branch = document["cufe"]?.string.flatMap { try? Cufe(text: $0) }?.branch
        return company.branches(shownAs: branch).contains(mark.branch)
    }
}
