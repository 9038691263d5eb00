import Fiscal
import JSONText

// Words for what is wrong with a configuration.
extension ConfigurationError {
    func message(in language: Language) -> String {
        switch self {
        case .missing(let path):
            Wording(
                es: "No hay configuración en \(path). Créela con: pacbatch init",
                en: "There is no configuration at \(path). Make one with: pacbatch init"
            )[language]
        case .unreadable(let path, let errno):
            Wording(es: "\(path) no se puede leer: \(systemText(errno))", en: "\(path) can't be read: \(systemText(errno))")[
                language]
        case .tooLarge(let path, let limit):
            Wording(es: "\(path) pasa de \(limit) bytes", en: "\(path) is longer than \(limit) bytes")[language]
        case .notJSON(let path, let error):
            "\(path):\(error.line):\(error.column): \(error.reason.wording[language])"
        case .override(let path, let place):
            Wording(
                es: "\(path): «\(printable(place))» no es una lista con códigos, un código con su descripción o null",
                en: "\(path): “\(printable(place))” isn't a list with codes, a code with its description, or null")[language]
        case .problems(let problems):
            ([
                Wording(
                    es: "La configuración tiene \(problems.count == 1 ? "un problema" : "\(problems.count) problemas"):",
                    en: "The configuration has \(problems.count == 1 ? "one problem" : "\(problems.count) problems"):")[language]
            ] + problems.map { "  " + $0.message(in: language) }).joined(separator: "\n")
        }
    }
}

extension ConfigurationProblem {
    func message(in language: Language) -> String {
        let place = value.map { "\(path) = \($0)" } ?? path
        return "\(place): \(kind.wording[language])"
    }
}

extension ConfigurationProblem.Kind {
    var wording: Wording {
        switch self {
        case .unknownKey(let nearest):
            Wording(
                es: "esta clave no existe\(nearest.map { "; ¿quiso decir «\($0)»?" } ?? "")",
                en: "there is no such key\(nearest.map { "; did you mean “\($0)”?" } ?? "")")
        case .missing: Wording(es: "falta", en: "is missing")
        case .expected(let expectation): expectation.wording
        case .repeated: Wording(es: "está dos veces", en: "stands twice")
        case .pacCompanyMissing(let company):
            // The seeds' own words come first, so that people who know them find them (rulebook 7.10 and 9).
            Wording(
                es: "PAC company ID is not configured for this tenant: falta el id de la empresa «\(company)» en el PAC",
                en: "PAC company ID is not configured for this tenant: company “\(company)” lacks its id at the PAC")
        case .fault(let fault):
            Wording(
                es: "\(fault.message(in: .es)) \(fault.hint(in: .es))", en: "\(fault.message(in: .en)) \(fault.hint(in: .en))")
        case .unknownRule(let nearest):
            Wording(
                es: "no existe ese código de falla\(nearest.map { "; ¿quiso decir \($0)?" } ?? "")",
                en: "there is no such fault code\(nearest.map { "; did you mean \($0)?" } ?? "")")
        case .fixedRule: Wording(es: "la gravedad de este código es fija", en: "the severity of this code is fixed")
        case .notSecure:
            Wording(
                es: "debe empezar con https:// (http:// solo hacia este mismo equipo y en el ambiente sandbox)",
                en: "must start with https:// (http:// only to this very machine and in the sandbox environment)")
        case .secretInPlain:
            Wording(
                es:
                    "la clave no va en la configuración; diga dónde está: {\"env\": \"PAC_API_KEY\"}, {\"file\": \"/ruta\"} o {\"credential\": \"nombre\"}",
                en:
                    "the secret itself has no place here; say where it is: {\"env\": \"PAC_API_KEY\"}, {\"file\": \"/path\"} or {\"credential\": \"name\"}"
            )
        case .apiKeyMissing(let company):
            Wording(
                es: "ni «pac» ni la empresa «\(company)» dicen dónde está la clave del PAC",
                en: "neither “pac” nor company “\(company)” says where the PAC's key is")
        }
    }
}

extension ConfigurationProblem.Expectation {
    var wording: Wording {
        switch self {
        case .object: Wording(es: "se espera un objeto { … }", en: "an object { … } is expected")
        case .list: Wording(es: "se espera una lista [ … ]", en: "a list [ … ] is expected")
        case .text: Wording(es: "se espera un texto", en: "a text is expected")
        case .trueOrFalse: Wording(es: "se espera true o false", en: "true or false is expected")
        case .duration:
            Wording(
                es: "se espera una duración: \"90s\", \"15m\", \"1h\"", en: "a duration is expected: \"90s\", \"15m\", \"1h\"")
        case .secretSource:
            Wording(
                es: "se espera {\"env\": …}, {\"file\": …} o {\"credential\": …}",
                en: "{\"env\": …}, {\"file\": …} or {\"credential\": …} is expected")
        case .name:
            Wording(
                es: "se espera un nombre de letras, dígitos, «-», «_» y «.» (hasta 64, distinto de «webhooks»)",
                en: "a name of letters, digits, “-”, “_” and “.” is expected (up to 64, other than “webhooks”)")
        case .url:
            Wording(
                es: "se espera una dirección como https://api.alanube.co/pan/v1",
                en: "an address such as https://api.alanube.co/pan/v1 is expected")
        case .wholeNumber(let range):
            Wording(
                es: "se espera un número entero de \(range.lowerBound) a \(range.upperBound)",
                en: "a whole number from \(range.lowerBound) to \(range.upperBound) is expected")
        case .number: Wording(es: "se espera un número mayor que 0", en: "a number above 0 is expected")
        case .digits(let count):
            Wording(es: "se espera un texto de \(count) dígitos", en: "a text of \(count) digits is expected")
        case .lettersAndDigits(let count):
            Wording(es: "se espera un texto de \(count) letras o dígitos", en: "a text of \(count) letters or digits is expected")
        case .listOf(let least, let most):
            Wording(es: "se esperan de \(least) a \(most) elementos", en: "\(least) to \(most) elements are expected")
        case .words(let words, let nearest):
            Wording(
                es: "se espera uno de: \(words.joined(separator: ", "))\(nearest.map { "; ¿quiso decir «\($0)»?" } ?? "")",
                en: "one of these is expected: \(words.joined(separator: ", "))\(nearest.map { "; did you mean “\($0)”?" } ?? "")"
            )
        }
    }
}

extension JSONError.Reason {
    var wording: Wording {
        switch self {
        case .unexpectedEnd: Wording(es: "el texto termina antes de tiempo", en: "the text ends too early")
        case .unexpectedByte(let byte):
            Wording(
                es: "aquí no va «\(Character(Unicode.Scalar(byte)))»; ¿falta una coma o una comilla antes?",
                en: "“\(Character(Unicode.Scalar(byte)))” has no place here; is a comma or a quote missing before it?")
        case .badEscape: Wording(es: "secuencia con \\ desconocida", en: "unknown sequence after \\")
        case .badNumber: Wording(es: "número mal escrito", en: "malformed number")
        case .badUTF8: Wording(es: "no es texto UTF-8", en: "isn't UTF-8 text")
        case .controlCharacterInString: Wording(es: "carácter de control dentro de un texto", en: "control character in a text")
        case .duplicateKey(let key): Wording(es: "la clave «\(key)» está dos veces", en: "the key “\(key)” stands twice")
        case .tooDeep: Wording(es: "demasiados niveles", en: "nested too deeply")
        case .trailingText: Wording(es: "sobra texto después del final", en: "text after the end")
        }
    }
}
