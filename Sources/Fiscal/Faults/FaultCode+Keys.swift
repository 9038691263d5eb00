// Faults of a document among others of the same key, and of its life in the ledger (rulebook 1, 5.2, 10).
extension FaultCode {
    static let keyCodes: [FaultCode] = [
        keyTwiceInFile, immutableDocument, supersededBeforeSent, numerationExhausted, deleteRefused, removed,
        deleteReferenced,
    ]

    /// The same key twice in one file with other content: both are refused.
    public static let keyTwiceInFile = FaultCode(
        "PB-KEY-01", .error, fixed: true, source: "rulebook 10 Same key twice",
        message: Wording(
            es: "La orden {key} está dos veces en el archivo (líneas {first} y {second}) con distinto contenido",
            en: "The order {key} stands twice in the file (lines {first} and {second}) with different content"),
        hint: Wording(
            es: "Ninguna de las dos se envía: deje la correcta, o dele otro número a una.",
            en: "Neither is sent: keep the right one, or give one another number."))

    /// Other content for a document that has a POST intent.
    public static let immutableDocument = FaultCode(
        "PB-KEY-02", .error, fixed: true, source: "rulebook 1.2; Seed 004, Behavioral rules",
        seedName: "Cannot update transactions for internal invoices; Cannot update internal credit notes",
        message: Wording(
            es: "{key} ya se envió (estado {state}) y no se puede cambiar",
            en: "{key} was sent already (state {state}) and can't be changed"),
        hint: Wording(
            es:
                "Un documento enviado se corrige con una nota de crédito o se anula (pacbatch void); una venta distinta lleva otro número.",
            en:
                "A document that was sent is corrected by a credit note or voided (pacbatch void); another sale takes another number."
        ))

    /// A newer version took the place of one that wasn't sent yet.
    public static let supersededBeforeSent = FaultCode(
        "PB-KEY-03", .info, source: "rulebook 1.1, 1.2",
        message: Wording(
            es: "{key} llegó otra vez con otro contenido antes de enviarse: vale la última versión",
            en: "{key} came again with other content before it was sent: the newest version counts"),
        hint: Wording(es: "No hay nada que hacer.", en: "There is nothing to do."))

    /// No number left.
    public static let numerationExhausted = FaultCode(
        "PB-KEY-04", .error, fixed: true, source: "rulebook 5.2",
        message: Wording(
            es: "Se agotaron los números de {series}", en: "The numbers of {series} are used up"),
        hint: Wording(
            es: "Use otro punto de facturación (billingPoint) con su propia serie.",
            en: "Use another billing point (billingPoint), which has its own series."))

    /// `delete` of a DGI document.
    public static let deleteRefused = FaultCode(
        "PB-KEY-05", .error, fixed: true, source: "rulebook 1.1, 1.3, 7.8; Seed 004, Validation errors",
        seedName: "Only proforma or externally imported credit notes can be deleted.",
        message: Wording(
            es: "{key} es un documento DGI y no se borra", en: "{key} is a DGI document and isn't deleted"),
        hint: Wording(
            es: "Anúlelo: pacbatch void {key} --reason \"…\"", en: "Void it: pacbatch void {key} --reason \"…\""))

    /// Removed by the operator: a PROFORM or an import.
    public static let removed = FaultCode(
        "PB-KEY-06", .info, fixed: true, source: "rulebook 1.1, 1.3",
        message: Wording(es: "Se quitó el {at} con pacbatch delete", en: "Removed on {at} by pacbatch delete"),
        hint: Wording(
            es: "Su número de orden está libre; una orden nueva puede llevarlo.",
            en: "Its order key is free; a new order may take it."))

    /// `delete` of an imported document that a note of ours refers to.
    public static let deleteReferenced = FaultCode(
        "PB-KEY-07", .error, fixed: true, source: "rulebook 1.3, 6.2",
        message: Wording(
            es: "{key} no se borra: la nota {note} ({state}) se refiere a él",
            en: "{key} isn't deleted: the note {note} ({state}) refers to it"),
        hint: Wording(
            es: "Mientras la nota valga hace falta lo que corrige. Anúlela primero: pacbatch void {note} --reason \"…\"",
            en: "As long as the note stands, what it corrects is needed. Void it first: pacbatch void {note} --reason \"…\""))
}
