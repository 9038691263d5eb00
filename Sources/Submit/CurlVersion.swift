internal import CCurl

/// The version of libcurl that requests run with, `7.88.1`.
public func curlVersion() -> String {
    // "libcurl/7.88.1 OpenSSL/3.0.19 …": the first word names libcurl itself.
    guard let words = unsafe curl_version() else { return "?" }
    let text = unsafe String(cString: words)
    return String(text.prefix { $0 != " " }.drop { $0 != "/" }.dropFirst())
}
