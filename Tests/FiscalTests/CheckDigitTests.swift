import Fiscal
import Testing

struct CheckDigitTests {
    @Test(arguments: RucVector.all)
    func `every known RUC has its check digits`(vector: RucVector) throws {
        let ruc = try Ruc(text: vector.ruc, type: vector.kind)
        #expect(ruc.checkDigitsText == vector.dv)
    }

    @Test(arguments: CufeVector.all)
    func `every known CUFE is taken apart and built again`(vector: CufeVector) throws {
        let cufe = try Cufe(text: vector.cufe)
        #expect(cufe.documentType == vector.documentType)
        #expect("\(cufe.rucType.rawValue)" == vector.rucType)
        #expect(cufe.ruc == vector.ruc)
        #expect(cufe.dv == vector.dv)
        #expect(cufe.branch == vector.branch)
        #expect(cufe.issueDate.compactDate == vector.date)
        #expect(cufe.issueDate.civil.hour == 12)
        #expect(cufe.numeration == vector.numeration)
        #expect(cufe.billingPoint == vector.billingPoint)
        #expect(cufe.issueType == vector.issueType)
        #expect(String(cufe.environment.code) == vector.environment)
        #expect(cufe.securityCode == vector.securityCode)
        #expect("\(cufe.checkDigit)" == vector.checkDigit)

        let built = Cufe.build(
            documentType: try #require(DocumentType(rawValue: vector.documentType)),
            issuer: IssuerIdentity(ruc: vector.ruc, rucType: cufe.rucType, dv: vector.dv), issueDate: cufe.issueDate,
            numeration: vector.numeration, billingPoint: vector.billingPoint, branch: vector.branch, issueType: vector.issueType,
            environment: cufe.environment, securityCode: vector.securityCode)
        #expect(built == cufe)
    }
}
