import Foundation
import PlenumCore

/// Text in Unicode's composed form (NFC), so that a name is the same name whichever keyboard wrote it; and, where
/// that is not how it is written, the text as it is.
func composed(_ bytes: UnsafeBufferPointer<UInt8>) -> (text: String, written: Node.Written?) {
    let text = String(decoding: bytes, as: UTF8.self)
    if isSurelyComposed(bytes) { return (text, nil) }
    let composed = text.precomposedStringWithCanonicalMapping
    return (composed, composed.utf8.count == text.utf8.count ? nil : Node.Written(text))
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
