import Fiscal
import Testing

struct FaultTermTests {
    private func doubt(_ cause: String, detail: String? = nil) -> Fault {
        var facts = [
            "numeration": "0000000007", "expectedCufe": "FE01", "cause": cause, "attemptedAt": "2026-11-20T21:05:00-05:00",
        ]
        facts["detail"] = detail
        return Fault(.inDoubt, facts: facts)
    }

    @Test func `why a document is in doubt is told in the reader's language, with what the library said`() {
        let fault = doubt("transport", detail: "Timeout was reached")
        #expect(
            fault.message(in: .es)
                == "No se sabe si el PAC recibió el documento 0000000007: la conexión se cortó o no hubo respuesta a tiempo "
                + "(Timeout was reached), 2026-11-20T21:05:00-05:00. CUFE esperado: FE01")
        #expect(
            fault.message(in: .en)
                == "It isn't known whether the PAC received the document 0000000007: the connection broke, or no answer came in time "
                + "(Timeout was reached), 2026-11-20T21:05:00-05:00. Expected CUFE: FE01")
    }

    @Test func `without a detail there are no brackets, and what is no word of the program's stays as it is`() {
        #expect(doubt("interrupted").message(in: .en).contains("the program ended before the answer came, 2026"))
        #expect(doubt("something new").message(in: .es).contains(": something new, 2026"))
    }
}
