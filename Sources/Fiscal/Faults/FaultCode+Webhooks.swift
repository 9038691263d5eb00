// What is wrong with a webhook's file (product.md 6, rulebook 7.9). None of these texts repeats the signature: it is the secret itself.
extension FaultCode {
    static let webhookCodes: [FaultCode] = [
        webhookUnreadable, webhookIncomplete, webhookUnknownCompany, webhookBadSignature, webhookSecretMissing,
    ]

    /// The file isn't a JSON object that can be read whole.
    public static let webhookUnreadable = FaultCode(
        "PB-HOOK-01", .error, fixed: true, source: "product.md 6, pac-api.md 4.2",
        message: Wording(
            es: "No es un webhook que se pueda leer: {reason}", en: "This isn't a webhook that can be read: {reason}"),
        hint: Wording(
            es: "Revise el programa que recibe los webhooks: un archivo por llamada, JSON de 1 MiB como mucho.",
            en: "Check the program that receives the webhooks: one file for each call, JSON of at most 1 MiB."))

    /// A member is missing or isn't what it should be.
    public static let webhookIncomplete = FaultCode(
        "PB-HOOK-02", .error, fixed: true, source: "pac-api.md 4.1, 4.2",
        message: Wording(es: "Al webhook le falta {member}, o no vale", en: "The webhook has no usable {member}"),
        hint: Wording(
            es:
                "Revise el programa que recibe los webhooks; el documento se consulta igual en la próxima corrida o con pacbatch sync.",
            en:
                "Check the program that receives the webhooks; the next run, or pacbatch sync, asks about the document all the same."
        ))

    /// Nobody knows the company that it is for.
    public static let webhookUnknownCompany = FaultCode(
        "PB-HOOK-03", .error, fixed: true, source: "rulebook 7.9",
        message: Wording(
            es: "Webhook de una empresa que no está en pacbatch.json: «{value}»",
            en: "Webhook of a company that isn't in pacbatch.json: “{value}”"),
        hint: Wording(
            es: "Compare companyId con pacCompanyId en pacbatch.json; corregido, deje el archivo otra vez en inbox/.",
            en: "Compare companyId with pacCompanyId in pacbatch.json; once that is right, drop the file into inbox/ again."))

    /// The signature is none of the company's secrets.
    public static let webhookBadSignature = FaultCode(
        "PB-HOOK-04", .error, fixed: true, source: "rulebook 7.9",
        message: Wording(
            es: "La firma del webhook no es ningún secreto activo de la empresa {company}",
            en: "The webhook's signature is none of the active secrets of the company {company}"),
        hint: Wording(
            es:
                "Si el secreto cambió, ponga el nuevo y el anterior en webhookSecrets y deje el archivo otra vez en inbox/. Si no, "
                + "alguien lo falsificó: no cambió nada.",
            en:
                "If the secret was changed, put the new and the old one into webhookSecrets and drop the file into inbox/ again. If "
                + "not, somebody forged it: it changed nothing."))

    /// A secret can't be had: the signature can't be judged, and the file stays in the inbox.
    public static let webhookSecretMissing = FaultCode(
        "PB-HOOK-05", .warning, source: "rulebook 7.9",
        message: Wording(
            es: "«{value}» se queda en inbox/: no se puede leer el secreto de webhooks de {company}: {reason}",
            en: "“{value}” stays in inbox/: the webhook secret of {company} can't be read: {reason}"),
        hint: Wording(
            es: "Ponga el secreto donde dice webhookSecrets; la próxima corrida toma el archivo.",
            en: "Put the secret where webhookSecrets says; the next run takes the file."))
}
