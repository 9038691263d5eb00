/// Facts that are words of the program, not of the data: a fault keeps their code, and readers get them in their language.
enum FaultTerm {
    /// By the fact's name, then by its code.
    private static let words: [String: [String: Wording]] = [
        "cause": [
            "transport": Wording(
                es: "la conexión se cortó o no hubo respuesta a tiempo", en: "the connection broke, or no answer came in time"),
            "status": Wording(
                es: "contestó con un estado que no dice si lo tiene",
                en: "it answered with a status that doesn't say whether it has it"),
            "unreadable-answer": Wording(es: "su respuesta no se puede leer", en: "its answer can't be read"),
            "no-error-body": Wording(
                es: "contestó un error sin decir cuál", en: "it answered with an error and didn't say which"),
            "number-used": Wording(es: "dice que el número ya existe", en: "it says that the number exists already"),
            "foreign-answer": Wording(es: "su respuesta habla de otro documento", en: "its answer speaks of another document"),
            "interrupted": Wording(
                es: "el programa terminó antes de la respuesta", en: "the program ended before the answer came"),
        ],
        "missing": [
            "security_code": Wording(
                es: "falta su código de seguridad o su CUFE esperado", en: "its security code or its expected CUFE is missing"),
            "template": Wording(es: "falta el contenido de la orden", en: "the order's content is missing"),
            "cufe": Wording(es: "saldría con otro CUFE", en: "it would have another CUFE"),
            "payload": Wording(es: "le falta un dato que se envió", en: "something that was sent is missing in it"),
        ],
    ]

    /// The fact as it is told; as it is when it is none of the program's words.
    static func told(_ fact: String, of name: String, in language: Language) -> String {
        words[name]?[fact]?[language] ?? fact
    }
}
