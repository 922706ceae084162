import Foundation
import PlenumCore

/// A scalar's text in Unicode's composed form (NFC), so that a name is the same name whichever keyboard wrote it.
func composed(_ bytes: UnsafeBufferPointer<UInt8>) -> Node.Content {
    let text = String(decoding: bytes, as: UTF8.self)
    if isSurelyComposed(bytes) { return .scalar(text) }
    let composed = text.precomposedStringWithCanonicalMapping
    let isAsWritten = composed.unicodeScalars.elementsEqual(text.unicodeScalars)
    return isAsWritten ? .scalar(text) : .composed(Node.Composed(composed, from: text))
}

/// True for text of letters that compose with nothing: below U+0300, the Vietnamese ones from U+1E00 to U+1EFF,
/// and dashes and quotation marks from U+2010. Everything else takes the slow way.
private func isSurelyComposed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
        switch bytes[index] {
        case ..<0x80: index += 1
        case 0xC2..<0xCC: index += 2
        case 0xE1 where index + 1 < bytes.count && (0xB8...0xBB).contains(bytes[index + 1]): index += 3
        case 0xE2
        where index + 2 < bytes.count && bytes[index + 1] == 0x80 && (0x90..<0xC0).contains(bytes[index + 2]):
            index += 3
        default: return false
        }
    }
    return true
}
