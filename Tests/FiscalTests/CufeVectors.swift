import Testing

/// CUFEs quoted in public repositories and PAC wiki pages, split into their parts (docs/sources.md).
struct CufeVector: Sendable, CustomTestStringConvertible {
    let cufe: String
    let documentType: String
    let rucType: String
    let ruc: String
    let dv: String
    let branch: String
    let date: String
    let numeration: String
    let billingPoint: String
    let issueType: String
    let environment: String
    let securityCode: String
    let checkDigit: String
    let origin: String

    var testDescription: String { cufe }

    static let all: [CufeVector] = [
        CufeVector(
            cufe: "FE01200000045400-2-299934-0900002022050500000000389990117686690628",
            documentType: "01", rucType: "2", ruc: "45400-2-299934", dv: "09", branch: "0000", date: "20220505",
            numeration: "0000000038", billingPoint: "999", issueType: "01", environment: "1", securityCode: "768669062",
            checkDigit: "8",
            origin: "production"),
        CufeVector(
            cufe: "FE0120000000138-289-35920-0489172020090301000861280010117979798825",
            documentType: "01", rucType: "2", ruc: "138-289-35920", dv: "04", branch: "8917", date: "20200903",
            numeration: "0100086128", billingPoint: "001", issueType: "01", environment: "1", securityCode: "797979882",
            checkDigit: "5",
            origin: "production"),
        CufeVector(
            cufe: "FE01200002679372-1-844914-7300002025051500311570140020317481978892",
            documentType: "01", rucType: "2", ruc: "2679372-1-844914", dv: "73", branch: "0000", date: "20250515",
            numeration: "0031157014", billingPoint: "002", issueType: "03", environment: "1", securityCode: "748197889",
            checkDigit: "2",
            origin: "production"),
        CufeVector(
            cufe: "FE0120000155627992-2-2016-7200252025102100000045710010319246005912",
            documentType: "01", rucType: "2", ruc: "155627992-2-2016", dv: "72", branch: "0025", date: "20251021",
            numeration: "0000004571", billingPoint: "001", issueType: "03", environment: "1", securityCode: "924600591",
            checkDigit: "2",
            origin: "production"),
        CufeVector(
            cufe: "FE0120000155631118-2-2016-5800002025100100001813560010310796964284",
            documentType: "01", rucType: "2", ruc: "155631118-2-2016", dv: "58", branch: "0000", date: "20251001",
            numeration: "0000181356", billingPoint: "001", issueType: "03", environment: "1", securityCode: "079696428",
            checkDigit: "4",
            origin: "production"),
        CufeVector(
            cufe: "FE012000000630-483-123250-163OC72025113000005879620040310542847129",
            documentType: "01", rucType: "2", ruc: "630-483-123250", dv: "16", branch: "3OC7", date: "20251130",
            numeration: "0000587962", billingPoint: "004", issueType: "03", environment: "1", securityCode: "054284712",
            checkDigit: "9",
            origin: "production, alphanumeric branch"),
        CufeVector(
            cufe: "FE01200000000434-15-93796-2200512026010900000938190020318917814654",
            documentType: "01", rucType: "2", ruc: "434-15-93796", dv: "22", branch: "0051", date: "20260109",
            numeration: "0000093819", billingPoint: "002", issueType: "03", environment: "1", securityCode: "891781465",
            checkDigit: "4",
            origin: "production"),
        CufeVector(
            cufe: "FE012000000521-136-113133-0270062022051590000008910080125781091727",
            documentType: "01", rucType: "2", ruc: "521-136-113133", dv: "02", branch: "7006", date: "20220515",
            numeration: "9000000891", billingPoint: "008", issueType: "01", environment: "2", securityCode: "578109172",
            checkDigit: "7",
            origin: "test environment, signed rFE"),
        CufeVector(
            cufe: "FE0120000155596713-2-2015-5900002020021000000050185050221010989249",
            documentType: "01", rucType: "2", ruc: "155596713-2-2015", dv: "59", branch: "0000", date: "20200210",
            numeration: "0000005018", billingPoint: "505", issueType: "02", environment: "2", securityCode: "101098924",
            checkDigit: "9",
            origin: "PAC wiki"),
        CufeVector(
            cufe: "FE0920000025046169-3-2021-4000002026091700000000010010121650905584",
            documentType: "09", rucType: "2", ruc: "25046169-3-2021", dv: "40", branch: "0000", date: "20260917",
            numeration: "0000000001", billingPoint: "001", issueType: "01", environment: "2", securityCode: "165090558",
            checkDigit: "4",
            origin: "test environment, type 09"),
        CufeVector(
            cufe: "FE011000008-PE-3824-00523-2800012017071500000151340010117450183432",
            documentType: "01", rucType: "1", ruc: "8-PE-3824-00523", dv: "28", branch: "0001", date: "20170715",
            numeration: "0000015134", billingPoint: "001", issueType: "01", environment: "1", securityCode: "745018343",
            checkDigit: "2",
            origin: "library unit test, letters in RUC"),
    ]
}
