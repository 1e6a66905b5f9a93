// The contract of the suites: a sum, and an endpoint for each way in which a run can end. As text, and as the bytes that the text gives.

/** The module in the WebAssembly text format. A test holds the bytes to it. */
export const counterText: string = `(module
  (import "env" "int64getArgument" (func $argument (param i32) (result i64)))
  (import "env" "getArgument" (func $loadArgument (param i32 i32) (result i32)))
  (import "env" "int64storageLoad" (func $load (param i32 i32) (result i64)))
  (import "env" "int64storageStore" (func $store (param i32 i32 i64) (result i32)))
  (import "env" "int64finish" (func $finish (param i64)))
  (import "env" "signalError" (func $signalError (param i32 i32)))
  (import "env" "writeEventLog" (func $writeEventLog (param i32 i32 i32 i32 i32)))
  (import "env" "getBlockNonce" (func $blockNonce (result i64)))
  (import "env" "asyncCall" (func $asyncCall (param i32 i32 i32 i32)))
  (memory (export "memory") 1)
  ;; 0: key; 3: message; 12: length of the topic, which is the key
  (data (i32.const 0) "sumnot today\\03\\00\\00\\00")
  (func $set (param $value i64)
    (drop (call $store (i32.const 0) (i32.const 3) (local.get $value))))
  (func (export "init")
    (call $set (call $argument (i32.const 0))))
  (func (export "upgrade"))
  (func (export "add")
    (call $set (i64.add (call $load (i32.const 0) (i32.const 3)) (call $argument (i32.const 0)))))
  (func (export "get")
    (call $finish (call $load (i32.const 0) (i32.const 3))))
  (func (export "addAndFail")
    (call $set (i64.const 1))
    (call $signalError (i32.const 3) (i32.const 9)))
  (func (export "log")
    (call $writeEventLog (i32.const 1) (i32.const 12) (i32.const 0) (i32.const 3) (i32.const 9)))
  (func (export "blockNonce")
    (call $finish (call $blockNonce)))
  (func (export "trap")
    (unreachable))
  (func (export "spin")
    (loop (br 0)))
  ;; destination at 1024, no value at 1056, data at 1088
  (func (export "callAsync")
    (drop (call $loadArgument (i32.const 0) (i32.const 1024)))
    (call $asyncCall (i32.const 1024) (i32.const 1056) (i32.const 1088)
      (call $loadArgument (i32.const 1) (i32.const 1088))))
  (func (export "callBack")))`;

/** The same, section by section, in hexadecimal. */
const sections: readonly string[] = [
  // magic and version
  "0061736d01000000",
  // types
  "01380a60017f017e60027f7f017f60027f7f017e60037f7f7e017f60017e0060027f7f0060057f7f7f7f7f006000017e60047f7f7f7f0060",
  "0000",
  // imports
  "02b5010903656e7610696e743634676574417267756d656e74000003656e760b676574417267756d656e74000103656e7610696e74363473",
  "746f726167654c6f6164000203656e7611696e74363473746f7261676553746f7265000303656e760b696e74363466696e69736800040365",
  "6e760b7369676e616c4572726f72000503656e760d77726974654576656e744c6f67000603656e760d676574426c6f636b4e6f6e63650007",
  "03656e76096173796e6343616c6c0008",
  // functions
  "030d0c040909090909090909090909",
  // memory
  "0503010001",
  // exports
  "076c0c066d656d6f7279020004696e6974000a0775706772616465000b03616464000c03676574000d0a616464416e644661696c000e036c",
  "6f67000f0a626c6f636b4e6f6e6365001004747261700011047370696e00120963616c6c4173796e6300130863616c6c4261636b0014",
  // code
  "0a83010c0b0041004103200010031a0b08004100100010090b02000b0f00410041031002410010007c10090b0a0041004103100210040b0c",
  "00420110094103410910050b0e004101410c41004103410910060b0600100710040b0300000b070003400c000b0b1c00410041800810011a",
  "41800841a00841c008410141c008100110080b02000b",
  // data
  "0b16010041000b1073756d6e6f7420746f64617903000000",
];

/** The module's bytes, which the caller owns. */
export function counterCode(): Uint8Array {
  const hex = sections.join("");
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));
}
