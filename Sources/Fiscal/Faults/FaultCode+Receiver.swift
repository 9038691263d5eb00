// Faults of the receiver: type, RUC, name, address, country, e-mails, telephones (rulebook 2).
extension FaultCode {
    static let receiverCodes: [FaultCode] = [
        receptorTypeUnknown, rucMissing, rucTypeUnknown, rucLeftOut,
        juridicalFinalConsumer, foreignIDMissing, countryNotPanama, countryPanamaAbroad, countryUnknown, nameMissing, nameLength,
        addressDefault, countryDefault, locationDefault, addressCut, locationUnknown, emailMalformed, emailTooLong, emailsTooMany,
        telephoneMalformed, telephonesTooMany, rucNotFoundYet, rucRefused, adhocRucUnverified, foreignIDTooLong,
        foreignCountryLength,
    ]

    /// A receiver type that isn't one.
    public static let receptorTypeUnknown = FaultCode(
        "PB-RCV-01", .error, fixed: true, source: "rulebook 2.1, DGI 1600",
        message: Wording(es: "«{value}» no es un tipo de receptor", en: "“{value}” isn't a type of receiver"),
        hint: Wording(
            es: "Use CONTRIBUYENTE (01), CONSUMIDOR_FINAL (02), GOBIERNO (03) o EXTRANJERO (04).[ ¿Quiso decir «{nearest}»?]",
            en: "Use CONTRIBUYENTE (01), CONSUMIDOR_FINAL (02), GOBIERNO (03) or EXTRANJERO (04).[ Did you mean “{nearest}”?]"))

    /// A taxpayer or the government without a RUC.
    public static let rucMissing = FaultCode(
        "PB-RCV-02", .error, fixed: true, source: "rulebook 2.2, 2.8",
        message: Wording(es: "Falta el RUC: {receptor} lo exige", en: "The RUC is missing: {receptor} requires it"),
        hint: Wording(
            es: "Llene client_ruc, o ponga receptor_type CONSUMIDOR_FINAL si el cliente no es contribuyente.",
            en: "Fill in client_ruc, or set receptor_type CONSUMIDOR_FINAL if the client isn't a taxpayer."))

    /// A RUC type that is neither 1 nor 2.
    public static let rucTypeUnknown = FaultCode(
        "PB-RCV-03", .error, source: "rulebook 10 RUC type",
        message: Wording(es: "«{value}» no es un tipo de RUC", en: "“{value}” isn't a type of RUC"),
        hint: Wording(
            es: "Use 1 (NATURAL) o 2 (JURIDICO), o déjelo vacío para que lo diga la forma.",
            en: "Use 1 (NATURAL) or 2 (JURIDICO), or leave it empty and the form decides."),
        whenDemoted: Wording(es: "Decide la forma del RUC.", en: "The RUC's form decides."))

    /// A final consumer's RUC that doesn't fit the pattern.
    public static let rucLeftOut = FaultCode(
        "PB-RCV-04", .info, source: "rulebook 2.3; Seed 004, Receptor type",
        message: Wording(
            es: "El RUC «{value}» no se envía: no tiene la forma que se manda de un consumidor final",
            en: "The RUC “{value}” isn't sent: it hasn't the form that is sent for a final consumer"),
        hint: Wording(
            es: "Solo se envía con tres partes, como 8-123-4567. Si el cliente es contribuyente, cambie receptor_type.",
            en: "It is only sent in three parts, such as 8-123-4567. If the client is a taxpayer, change receptor_type."))

    /// A juridical RUC with receiver type 02.
    public static let juridicalFinalConsumer = FaultCode(
        "PB-RCV-05", .error, source: "rulebook 2.3, DGI 1621",
        message: Wording(
            es: "El RUC jurídico {value} no puede ser de un consumidor final: la DGI lo rechaza",
            en: "The juridical RUC {value} can't be a final consumer's: the DGI refuses it"),
        hint: Wording(
            es: "Ponga CONTRIBUYENTE (o GOBIERNO) en la columna receptor_type (agréguela si no está), o quite el RUC.",
            en: "Put CONTRIBUYENTE (or GOBIERNO) into the column receptor_type (add it if it isn't there), or take the RUC out."),
        whenDemoted: Wording(
            es: "Se envía si tiene la forma de 2.3, si no se omite.", en: "It is sent if it has the form of 2.3, else left out."))

    /// A foreigner without an id.
    public static let foreignIDMissing = FaultCode(
        "PB-RCV-06", .error, source: "rulebook 2.4, DGI 1618",
        message: Wording(
            es: "Falta la identificación del receptor extranjero", en: "The foreign receiver's identification is missing"),
        hint: Wording(
            es: "Llene foreign_id con el pasaporte o el número tributario de su país.",
            en: "Fill in foreign_id with the passport or the tax number of their country."),
        whenDemoted: Wording(
            es: "Sale sin identificación; la DGI lo rechaza (1618).", en: "It goes out without one; the DGI refuses it (1618)."))

    /// A country other than PA with destination 1.
    public static let countryNotPanama = FaultCode(
        "PB-RCV-07", .error, source: "rulebook 10 Country, DGI 1611",
        message: Wording(
            es: "Con destino Panamá el país debe ser PA, no {value}",
            en: "With the destination Panama the country must be PA, not {value}"),
        hint: Wording(
            es: "Ponga country PA, o destination 2 si la mercancía sale del país.",
            en: "Set country PA, or destination 2 if the goods leave the country."),
        whenDemoted: Wording(
            es: "Sale tal cual; la DGI lo rechaza (1611).", en: "It goes out as it stands; the DGI refuses it (1611)."))

    /// No country, or PA, with destination 2.
    public static let countryPanamaAbroad = FaultCode(
        "PB-RCV-08", .error, source: "rulebook 2.4, 10 Country, DGI 1612",
        message: Wording(
            es: "Con destino extranjero hay que dar un país que no sea PA",
            en: "With a destination abroad a country other than PA must be given"),
        hint: Wording(
            es: "Llene country con el código de dos letras, por ejemplo US; si la venta es en Panamá, ponga destination 1.",
            en: "Fill in country with its two letters, US for example; if the sale is in Panama, set destination 1."),
        whenDemoted: Wording(es: "Sale con PA; la DGI lo rechaza (1612).", en: "It goes out with PA; the DGI refuses it (1612)."))

    /// A country that isn't in the list.
    public static let countryUnknown = FaultCode(
        "PB-RCV-09", .error, source: "rulebook 10 Country",
        message: Wording(es: "«{value}» no es un código de país", en: "“{value}” isn't a country code"),
        hint: Wording(
            es: "Use el código ISO de dos letras.[ ¿Quiso decir «{nearest}»?]",
            en: "Use the ISO code of two letters.[ Did you mean “{nearest}”?]"),
        whenDemoted: Wording(es: "Sale como está escrito.", en: "It goes out as it is written."))

    /// No name where one is required.
    public static let nameMissing = FaultCode(
        "PB-RCV-10", .error, source: "rulebook 2, DGI 1605",
        message: Wording(es: "Falta el nombre: {receptor} lo exige", en: "The name is missing: {receptor} requires it"),
        hint: Wording(es: "Llene client_name o adhoc_client_name.", en: "Fill in client_name or adhoc_client_name."),
        whenDemoted: Wording(
            es: "Sale sin nombre; la DGI lo rechaza (1605).", en: "It goes out without; the DGI refuses it (1605)."))

    /// A name of fewer than 2 or more than 200 characters.
    public static let nameLength = FaultCode(
        "PB-RCV-11", .error, source: "dgi.md 2.4",
        message: Wording(
            es: "El nombre tiene {count} caracteres; debe tener de 2 a 200",
            en: "The name has {count} characters; it must have 2 to 200"),
        hint: Wording(
            es: "Corrija client_name: no se corta en silencio.", en: "Correct client_name: it is never cut in silence."),
        whenDemoted: Wording(es: "Sale entero.", en: "It goes out whole."))

    /// The default address.
    public static let addressDefault = FaultCode(
        "PB-RCV-12", .info, source: "rulebook 2.7; Seed 004, Receiver address",
        message: Wording(es: "Sin dirección: se envía PANAMA, PANAMA", en: "No address: PANAMA, PANAMA is sent"),
        hint: Wording(es: "Llene address para enviar la verdadera.", en: "Fill in address to send the true one."))

    /// The default country.
    public static let countryDefault = FaultCode(
        "PB-RCV-13", .info, source: "rulebook 2.7",
        message: Wording(es: "Sin país: se envía PA", en: "No country: PA is sent"),
        hint: Wording(es: "Llene country si es otro.", en: "Fill in country if it is another."))

    /// The default location.
    public static let locationDefault = FaultCode(
        "PB-RCV-14", .info, source: "rulebook 2.7",
        message: Wording(
            es: "Sin código de ubicación: se envía 8-8-1 (San Felipe, Panamá)",
            en: "No location code: 8-8-1 (San Felipe, Panamá) is sent"),
        hint: Wording(
            es: "Llene location_code (provincia-distrito-corregimiento).",
            en: "Fill in location_code (province-district-corregimiento)."))

    /// An address of more than 100 characters.
    public static let addressCut = FaultCode(
        "PB-RCV-15", .info, source: "rulebook 2.7, 10 Address; Seed 004, Receiver address",
        message: Wording(
            es: "La dirección tiene {count} caracteres: se envían los primeros 100",
            en: "The address has {count} characters: the first 100 are sent"),
        hint: Wording(es: "Abréviela si lo cortado importa.", en: "Abbreviate it if what is cut matters."))

    /// A location code that isn't in the catalogue.
    public static let locationUnknown = FaultCode(
        "PB-RCV-16", .warning, source: "rulebook 2.7",
        message: Wording(
            es: "El código de ubicación {value} no está en el catálogo", en: "The location code {value} isn't in the catalogue"),
        hint: Wording(
            es: "[¿Quiso decir «{nearest}»? ]Se envía como está: hay corregimientos más nuevos que la lista.",
            en: "[Did you mean “{nearest}”? ]It is sent as it stands: some corregimientos are newer than the list."))

    /// An e-mail that isn't one.
    public static let emailMalformed = FaultCode(
        "PB-RCV-17", .warning, source: "rulebook 2.6, 10 E-mails",
        message: Wording(
            es: "El correo «{value}» está mal escrito: no se envía", en: "The e-mail “{value}” is malformed: it isn't sent"),
        hint: Wording(es: "Corríjalo; varios se separan con «;».", en: "Correct it; several are separated by “;”."))

    /// An e-mail of more than 50 characters.
    public static let emailTooLong = FaultCode(
        "PB-RCV-18", .warning, source: "rulebook 2.6",
        message: Wording(
            es: "El correo «{value}» tiene {count} caracteres, el límite es 50: no se envía",
            en: "The e-mail “{value}” has {count} characters, the limit is 50: it isn't sent"),
        hint: Wording(es: "Use una dirección más corta.", en: "Use a shorter address."))

    /// The fourth e-mail and those after it.
    public static let emailsTooMany = FaultCode(
        "PB-RCV-19", .warning, source: "rulebook 2.6",
        message: Wording(
            es: "Solo se envían 3 correos: «{value}» queda fuera", en: "Only 3 e-mails are sent: “{value}” is left out"),
        hint: Wording(es: "Ponga primero los que importan.", en: "Put those first that matter."))

    /// A telephone that isn't one.
    public static let telephoneMalformed = FaultCode(
        "PB-RCV-20", .warning, source: "rulebook 10 E-mails; pac-api.md 2",
        message: Wording(
            es: "El teléfono «{value}» no tiene la forma 999-9999 o 9999-9999: no se envía",
            en: "The telephone “{value}” hasn't the form 999-9999 or 9999-9999: it isn't sent"),
        hint: Wording(es: "Escríbalo con guion y sin prefijo de país.", en: "Write it with a hyphen and no country prefix."))

    /// The fourth telephone and those after it.
    public static let telephonesTooMany = FaultCode(
        "PB-RCV-21", .warning, source: "rulebook 10 E-mails",
        message: Wording(
            es: "Solo se envían 3 teléfonos: «{value}» queda fuera", en: "Only 3 telephones are sent: “{value}” is left out"),
        hint: Wording(es: "Ponga primero los que importan.", en: "Put those first that matter."))

    /// check-digit answered 404 for a registered client.
    public static let rucNotFoundYet = FaultCode(
        "PB-RCV-22", .warning, source: "rulebook 2.8",
        message: Wording(
            es: "El PAC aún no encuentra el RUC {value}: el documento espera en cola",
            en: "The PAC doesn't find the RUC {value} yet: the document waits in the queue"),
        hint: Wording(
            es: "Se intenta de nuevo en la próxima corrida. Si el RUC es nuevo puede tardar; si no, confírmelo con el cliente.",
            en: "The next run tries again. A new RUC may take a while; otherwise confirm it with the client."))

    /// check-digit refused a RUC that the receiver's type requires.
    public static let rucRefused = FaultCode(
        "PB-RCV-23", .error, fixed: true, source: "rulebook 2.8, DGI 1602",
        message: Wording(
            es: "El PAC no reconoce el RUC {value}: el documento no se envía",
            en: "The PAC doesn't recognize the RUC {value}: the document isn't sent"),
        hint: Wording(
            es: "Confirme el RUC y su tipo con el cliente, o ponga receptor_type CONSUMIDOR_FINAL.",
            en: "Confirm the RUC and its type with the client, or set receptor_type CONSUMIDOR_FINAL."))

    /// An ad-hoc RUC that couldn't be verified either way.
    public static let adhocRucUnverified = FaultCode(
        "PB-RCV-24", .warning, source: "rulebook 2.5; Seed 004, The ad-hoc RUC verification path",
        message: Wording(
            es: "El RUC ocasional {value} no se pudo verificar: se toma como persona natural, consumidor final",
            en: "The ad-hoc RUC {value} couldn't be verified: it is taken for a natural person, a final consumer"),
        hint: Wording(
            es: "Corrija adhoc_client_ruc si el cliente es contribuyente.",
            en: "Correct adhoc_client_ruc if the client is a taxpayer."))

    /// A foreign id of more than 50 characters.
    public static let foreignIDTooLong = FaultCode(
        "PB-RCV-25", .error, source: "pac-api.md 2",
        message: Wording(
            es: "La identificación extranjera tiene {count} caracteres; el límite es 50",
            en: "The foreign identification has {count} characters; the limit is 50"),
        hint: Wording(es: "Corrija foreign_id.", en: "Correct foreign_id."),
        whenDemoted: Wording(es: "Sale entera.", en: "It goes out whole."))

    /// A foreign country's name of fewer than 2 or more than 100 characters.
    public static let foreignCountryLength = FaultCode(
        "PB-RCV-26", .error, source: "pac-api.md 2",
        message: Wording(
            es: "El nombre del país extranjero tiene {count} caracteres; debe tener de 2 a 100",
            en: "The foreign country's name has {count} characters; it must have 2 to 100"),
        hint: Wording(
            es: "Corrija foreign_country (es un nombre, no un código).", en: "Correct foreign_country (a name, not a code)."),
        whenDemoted: Wording(es: "No se envía.", en: "It isn't sent."))
}
