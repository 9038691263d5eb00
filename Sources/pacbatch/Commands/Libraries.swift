import Digest
import Ledger
import Submit

extension LibraryVersion {
    /// The libraries that this program is linked with, as they call themselves.
    static var linked: [LibraryVersion] {
        [
            LibraryVersion(name: "SQLite", version: sqliteVersion()), LibraryVersion(name: "libcurl", version: curlVersion()),
            LibraryVersion(name: "OpenSSL", version: cryptoVersion()),
        ]
    }
}
