internal import CLibXML2
internal import Guards

/// libxml2's callbacks: each finds the pass's state at the address it is given.
@safe
enum Callbacks {
    static var handler: xmlSAXHandler {
        var handler = unsafe xmlSAXHandler()
        unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
        unsafe handler.startDocument = startDocument
        unsafe handler.startElementNs = startElement
        unsafe handler.endElementNs = endElement
        unsafe handler.characters = characters
        // The same function for both: else libxml2 guesses which white space means nothing, and the digest would lose it.
        unsafe handler.ignorableWhitespace = characters
        unsafe handler.cdataBlock = characters
        unsafe handler.processingInstruction = instruction
        unsafe handler.internalSubset = subset
        unsafe handler.externalSubset = subset
        return unsafe handler
    }
}

private func state(_ context: UnsafeMutableRawPointer) -> UnsafeMutablePointer<PassState> {
    unsafe context.assumingMemoryBound(to: PassState.self)
}

private func startDocument(_ context: UnsafeMutableRawPointer?) {
    guard let context = unsafe context else { return }
    unsafe state(context).pointee.checkEncoding()
}

private func startElement(
    _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ uri: UnsafePointer<xmlChar>?, _ declarationCount: Int32, _ declarations: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    _ attributeCount: Int32, _ defaultedCount: Int32, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
) {
    guard let context = unsafe context, let name = unsafe name else { return }
    let state = unsafe state(context)
    let known = unsafe state.pointee.names.find(name)
    let tag = unsafe StartTag(
        name: name, nameCount: Int(known.count), prefix: prefix, uri: uri, depth: state.pointee.depth + 1,
        declarations: declarations,
        declarationCount: Int(declarationCount), attributes: attributes, attributeCount: Int(attributeCount))
    unsafe state.pointee.begin(tag, known)
}

private func endElement(
    _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ uri: UnsafePointer<xmlChar>?
) {
    guard let context = unsafe context, let name = unsafe name else { return }
    unsafe state(context).pointee.end(prefix: prefix, name: name)
}

private func characters(_ context: UnsafeMutableRawPointer?, _ bytes: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard let context = unsafe context, let bytes = unsafe bytes else { return }
    unsafe state(context).pointee.characters(bytes, count: Int(count))
}

private func instruction(_ context: UnsafeMutableRawPointer?, _ target: UnsafePointer<xmlChar>?, _ data: UnsafePointer<xmlChar>?)
{
    guard let context = unsafe context, let target = unsafe target else { return }
    unsafe state(context).pointee.instruction(target: target, data: data)
}

private func subset(
    _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?, _ external: UnsafePointer<xmlChar>?,
    _ system: UnsafePointer<xmlChar>?
) {
    guard let context = unsafe context, Guard.doctype.isOn else { return }
    unsafe state(context).pointee.refuse(.doctype)
}
