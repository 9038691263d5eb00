import Fiscal

extension Wording {
    /// The configuration that `init` writes. A test reads it back: only what a user must fill in is wrong with it.
    static let initialConfiguration = Wording(
        es: """
            // Configuración de pacbatch. Es JSON con comentarios; se permiten comas finales. Revísela con: pacbatch doctor
            {
              // "sandbox" o "production". Queda grabado en el registro: un registro nunca sirve para los dos.
              "environment": "sandbox",

              "pac": {
                "baseURL": "https://sandbox-api.alanube.co/pan/v1",

                // Dónde está la clave, nunca la clave misma: {"env": "PAC_API_KEY"}, {"file": "/ruta"} (modo 0600)
                // o {"credential": "nombre"} (systemd).
                "apiKey": { "env": "PAC_API_KEY" },
                "previousApiKey": null,                     // durante un cambio de clave, la anterior

                "rate": { "perSecond": 2, "burst": 1 },     // envíos por clave, entre todas sus empresas
                "readsPerSecond": null,                     // consultas; por omisión cinco veces perSecond
                "concurrency": 4,
                "connectTimeout": 10, "timeout": 60,        // segundos

                "lookup": "none",                           // none | byNumber | byCufe: qué búsqueda ofrece el PAC
                "resubmit": "never",                        // never | provenAbsent
                "settle": "15m"                             // espera antes de dar por probado que un documento no llegó
              },

              "companies": [
                {
                  "id": "mi-empresa",                       // nombre de sus carpetas y valor de la columna company
                  "pacCompanyId": "",                       // el id de la empresa en el PAC (idCompany)
                  "name": "Mi Empresa, S.A.",
                  "ruc": "", "rucType": 2, "dv": "",        // rucType: 1 natural, 2 jurídico; el DV lo da: pacbatch ruc RUC
                  "branch": "0000", "billingPoint": "001",
                  "offices": [
                    // { "id": "centro", "pacOfficeId": "", "code": "0001" },
                  ],
                  "webhookSecrets": [
                    // { "env": "PAC_WEBHOOK_SECRET" },     // hasta dos, durante un cambio
                  ],
                  "numeration": { "scheme": "sequential", "start": 1 },
                  "useClientItemNumber": false
                },
              ],

              "padAddress": true,                           // direcciones de exactamente 100 caracteres
              "rucCacheDays": 30,
              "voidWindowHours": 182,
              "import": { "minimumTrust": "signature-valid" },  // structure-only | signature-valid | signed-and-authorized
              "importLookup": false,                        // true: pregunta al PAC (solo GET) estado y PDF de lo importado

              // Código de falla -> error | warning | info.
              "rules": { },

              // Nombres de columnas de su sistema; pacbatch profile init muestra.csv propone uno.
              "profiles": [ ],

              // "metrics": "/var/lib/node_exporter/pacbatch.prom",
            }

            """,
        en: """
            // Configuration of pacbatch. It's JSON with comments; trailing commas are allowed. Check it with: pacbatch doctor
            {
              // "sandbox" or "production". Stamped on the ledger: a ledger never serves both.
              "environment": "sandbox",

              "pac": {
                "baseURL": "https://sandbox-api.alanube.co/pan/v1",

                // Where the key is, never the key itself: {"env": "PAC_API_KEY"}, {"file": "/path"} (mode 0600)
                // or {"credential": "name"} (systemd).
                "apiKey": { "env": "PAC_API_KEY" },
                "previousApiKey": null,                     // the old one while a key is being changed

                "rate": { "perSecond": 2, "burst": 1 },     // document writes per key, across all its companies
                "readsPerSecond": null,                     // all other calls; default five times perSecond
                "concurrency": 4,
                "connectTimeout": 10, "timeout": 60,        // seconds

                "lookup": "none",                           // none | byNumber | byCufe: what look-up the PAC offers
                "resubmit": "never",                        // never | provenAbsent
                "settle": "15m"                             // wait before it's proved that a document didn't arrive
              },

              "companies": [
                {
                  "id": "my-company",                       // name of its folders and value of the column company
                  "pacCompanyId": "",                       // the company's id at the PAC (idCompany)
                  "name": "My Company, S.A.",
                  "ruc": "", "rucType": 2, "dv": "",        // rucType: 1 natural, 2 juridical; for the DV: pacbatch ruc RUC
                  "branch": "0000", "billingPoint": "001",
                  "offices": [
                    // { "id": "centro", "pacOfficeId": "", "code": "0001" },
                  ],
                  "webhookSecrets": [
                    // { "env": "PAC_WEBHOOK_SECRET" },     // up to two, while one is being changed
                  ],
                  "numeration": { "scheme": "sequential", "start": 1 },
                  "useClientItemNumber": false
                },
              ],

              "padAddress": true,                           // addresses of exactly 100 characters
              "rucCacheDays": 30,
              "voidWindowHours": 182,
              "import": { "minimumTrust": "signature-valid" },  // structure-only | signature-valid | signed-and-authorized
              "importLookup": false,                        // true: asks the PAC (GETs only) for status and PDF of imports

              // Fault code -> error | warning | info.
              "rules": { },

              // Column names of your system; pacbatch profile init sample.csv proposes one.
              "profiles": [ ],

              // "metrics": "/var/lib/node_exporter/pacbatch.prom",
            }

            """)
}
