extension FaultCode {
    /// Every code there is, by area. A test sees to it that none stands twice.
    public static let all: [FaultCode] = [
        fileCodes,
        csvCodes,
        jsonCodes,
        cellCodes,
        documentCodes,
        receiverCodes,
        rucCodes,
        lineCodes,
        totalCodes,
        referenceCodes,
        cufeCodes,
        keyCodes,
        pacCodes,
        voidCodes,
        webhookCodes,
        xmlFileCodes,
        xmlFieldCodes,
        xmlConditionCodes,
        xmlTotalCodes,
        xmlSignatureCodes,
        xmlProtocolCodes,
    ].flatMap { $0 }
}
