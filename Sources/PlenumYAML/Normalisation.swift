import Foundation
import PlenumCore

/// A scalar's text in Unicode's composed form (NFC), so that a name is the same name whichever keyboard wrote it.
struct Composition {
    let bytes: [UInt8]
    /// As it stands in the file.
    let written: String

    /// Nil for text that is composed already.
    init?(of bytes: UnsafeBufferPointer<UInt8>) {
        if isSurelyComposed(bytes) { return nil }
        written = String(decoding: bytes, as: UTF8.self)
        let composed = written.precomposedStringWithCanonicalMapping
        if composed.unicodeScalars.elementsEqual(written.unicodeScalars) { return nil }
        self.bytes = Array(composed.utf8)
    }
}

/// True for text of letters that compose with nothing: below U+0300, the Vietnamese ones from U+1E00 to U+1EFF,
/// and dashes and quotation marks from U+2010. Everything else takes the slow way.
private func isSurelyComposed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = asciiPrefix(of: bytes)
    while index < bytes.count {
        switch bytes[index] {
        case ..<0x80: index += 1 + asciiPrefix(of: UnsafeBufferPointer(rebasing: bytes[(index + 1)...]))
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

/// How many bytes from the first are ASCII, or fewer.
private func asciiPrefix(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index + 8 <= bytes.count {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let high = word & 0x8080_8080_8080_8080
        if high != 0 { return index + high.trailingZeroBitCount / 8 }
        index += 8
    }
    while index < bytes.count, bytes[index] < 0x80 { index += 1 }
    return index
}
