;; The crowdfunding of crowdfunding.ts in WebAssembly text, as a compiler might write it: the same storage, events, messages and payments.
;; Values are managed by the VM and known here by handles.
(module
  (import "env" "checkNoPayment" (func $checkNoPayment))
  (import "env" "getNumArguments" (func $getNumArguments (result i32)))
  (import "env" "signalError" (func $signalError (param i32 i32)))
  (import "env" "getBlockTimestamp" (func $getBlockTimestamp (result i64)))
  (import "env" "managedCaller" (func $managedCaller (param i32)))
  (import "env" "managedOwnerAddress" (func $managedOwnerAddress (param i32)))
  (import "env" "managedGetAllTransfersCallValue" (func $managedGetAllTransfersCallValue (param i32)))
  (import "env" "managedWriteLog" (func $managedWriteLog (param i32 i32)))
  (import "env" "managedTransferValueExecute" (func $managedTransferValueExecute (param i32 i32 i64 i32 i32) (result i32)))
  (import "env" "managedMultiTransferESDTNFTExecute" (func $managedMultiTransferESDTNFTExecute (param i32 i32 i64 i32 i32) (result i32)))
  (import "env" "mBufferNew" (func $mBufferNew (result i32)))
  (import "env" "mBufferNewFromBytes" (func $mBufferNewFromBytes (param i32 i32) (result i32)))
  (import "env" "mBufferGetArgument" (func $mBufferGetArgument (param i32 i32) (result i32)))
  (import "env" "mBufferGetLength" (func $mBufferGetLength (param i32) (result i32)))
  (import "env" "mBufferGetBytes" (func $mBufferGetBytes (param i32 i32) (result i32)))
  (import "env" "mBufferAppend" (func $mBufferAppend (param i32 i32) (result i32)))
  (import "env" "mBufferAppendBytes" (func $mBufferAppendBytes (param i32 i32 i32) (result i32)))
  (import "env" "mBufferEq" (func $mBufferEq (param i32 i32) (result i32)))
  (import "env" "mBufferStorageLoad" (func $mBufferStorageLoad (param i32 i32) (result i32)))
  (import "env" "mBufferStorageStore" (func $mBufferStorageStore (param i32 i32) (result i32)))
  (import "env" "mBufferToBigIntUnsigned" (func $mBufferToBigIntUnsigned (param i32 i32) (result i32)))
  (import "env" "mBufferFromBigIntUnsigned" (func $mBufferFromBigIntUnsigned (param i32 i32) (result i32)))
  (import "env" "bigIntNew" (func $bigIntNew (param i64) (result i32)))
  (import "env" "bigIntGetUnsignedArgument" (func $bigIntGetUnsignedArgument (param i32 i32)))
  (import "env" "bigIntAdd" (func $bigIntAdd (param i32 i32 i32)))
  (import "env" "bigIntCmp" (func $bigIntCmp (param i32 i32) (result i32)))
  (import "env" "bigIntSign" (func $bigIntSign (param i32) (result i32)))
  (import "env" "bigIntFinishUnsigned" (func $bigIntFinishUnsigned (param i32)))
  (import "env" "smallIntGetUnsignedArgument" (func $smallIntGetUnsignedArgument (param i32) (result i64)))
  (import "env" "smallIntStorageStoreUnsigned" (func $smallIntStorageStoreUnsigned (param i32 i32 i64) (result i32)))
  (import "env" "smallIntStorageLoadUnsigned" (func $smallIntStorageLoadUnsigned (param i32 i32) (result i64)))
  (import "env" "smallIntFinishUnsigned" (func $smallIntFinishUnsigned (param i64)))

  (memory (export "memory") 1)
  ;; Storage keys, events and the name of EGLD.
  (data (i32.const 0) "token")
  (data (i32.const 8) "target")
  (data (i32.const 16) "deadline")
  (data (i32.const 24) "raised")
  (data (i32.const 32) "deposit")
  (data (i32.const 40) "funded")
  (data (i32.const 48) "claimed")
  (data (i32.const 56) "EGLD-000000")
  (data (i32.const 72) "paidOut")
  ;; What failures say.
  (data (i32.const 128) "wrong number of arguments")
  (data (i32.const 192) "argument decode error (donor): bad array length")
  (data (i32.const 256) "the target must be more than nothing")
  (data (i32.const 320) "the deadline has passed")
  (data (i32.const 384) "incorrect number of transfers")
  (data (i32.const 448) "wrong token")
  (data (i32.const 512) "only fungible tokens are accepted")
  (data (i32.const 576) "cannot fund after the deadline")
  (data (i32.const 640) "cannot claim before the deadline")
  (data (i32.const 704) "only the owner can claim")
  (data (i32.const 768) "nothing to claim")
  ;; 1024: room for payments and handles, which the VM writes and reads big-endian.

  (func $require (param $holds i32) (param $message i32) (param $length i32)
    (if (i32.eqz (local.get $holds)) (then (call $signalError (local.get $message) (local.get $length)))))

  (func $expectArguments (param $count i32)
    (call $require (i32.eq (call $getNumArguments) (local.get $count)) (i32.const 128) (i32.const 25)))

  ;; A 32-bit number with its bytes in the other order.
  (func $bigEndian (param $x i32) (result i32)
    (i32.or
      (i32.or (i32.shl (local.get $x) (i32.const 24)) (i32.shl (i32.and (local.get $x) (i32.const 0xff00)) (i32.const 8)))
      (i32.or (i32.and (i32.shr_u (local.get $x) (i32.const 8)) (i32.const 0xff00)) (i32.shr_u (local.get $x) (i32.const 24)))))

  (func $zero (result i32) (call $bigIntNew (i64.const 0)))

  (func $caller (result i32) (local $caller i32)
    (local.set $caller (call $mBufferNew))
    (call $managedCaller (local.get $caller))
    (local.get $caller))

  (func $load (param $key i32) (result i32) (local $value i32)
    (local.set $value (call $mBufferNew))
    (drop (call $mBufferStorageLoad (local.get $key) (local.get $value)))
    (local.get $value))

  (func $loadBigUint (param $key i32) (result i32) (local $number i32)
    (local.set $number (call $zero))
    (drop (call $mBufferToBigIntUnsigned (call $load (local.get $key)) (local.get $number)))
    (local.get $number))

  (func $storeBigUint (param $key i32) (param $number i32) (local $value i32)
    (local.set $value (call $mBufferNew))
    (drop (call $mBufferFromBigIntUnsigned (local.get $value) (local.get $number)))
    (drop (call $mBufferStorageStore (local.get $key) (local.get $value))))

  (func $tokenKey (result i32) (call $mBufferNewFromBytes (i32.const 0) (i32.const 5)))
  (func $targetKey (result i32) (call $mBufferNewFromBytes (i32.const 8) (i32.const 6)))
  (func $raisedKey (result i32) (call $mBufferNewFromBytes (i32.const 24) (i32.const 6)))
  (func $depositKey (param $donor i32) (result i32) (local $key i32)
    (local.set $key (call $mBufferNewFromBytes (i32.const 32) (i32.const 7)))
    (drop (call $mBufferAppend (local.get $key) (local.get $donor)))
    (local.get $key))

  (func $deadline (result i64) (call $smallIntStorageLoadUnsigned (i32.const 16) (i32.const 8)))

  ;; 0 Funding, 1 Successful, 2 Failed
  (func $statusNow (result i32)
    (if (i64.lt_u (call $getBlockTimestamp) (call $deadline)) (then (return (i32.const 0))))
    (if (i32.ge_s (call $bigIntCmp (call $loadBigUint (call $raisedKey)) (call $loadBigUint (call $targetKey))) (i32.const 0))
      (then (return (i32.const 1))))
    (i32.const 2))

  (func $pushHandle (param $list i32) (param $handle i32)
    (i32.store (i32.const 1024) (call $bigEndian (local.get $handle)))
    (drop (call $mBufferAppendBytes (local.get $list) (i32.const 1024) (i32.const 4))))

  ;; Logs an event with an account as its topic, and an amount.
  (func $log (param $name i32) (param $length i32) (param $account i32) (param $amount i32) (local $topics i32) (local $data i32)
    (local.set $topics (call $mBufferNew))
    (call $pushHandle (local.get $topics) (call $mBufferNewFromBytes (local.get $name) (local.get $length)))
    (call $pushHandle (local.get $topics) (local.get $account))
    (local.set $data (call $mBufferNew))
    (drop (call $mBufferFromBigIntUnsigned (local.get $data) (local.get $amount)))
    (call $managedWriteLog (local.get $topics) (local.get $data)))

  ;; A list of one payment: handle of the token, nonce, handle of the amount.
  (func $payment (param $token i32) (param $amount i32) (result i32)
    (i32.store (i32.const 1024) (call $bigEndian (local.get $token)))
    (i64.store (i32.const 1028) (i64.const 0))
    (i32.store (i32.const 1036) (call $bigEndian (local.get $amount)))
    (call $mBufferNewFromBytes (i32.const 1024) (i32.const 16)))

  (func $payOut (param $amount i32) (local $caller i32) (local $token i32)
    (local.set $caller (call $caller))
    (call $log (i32.const 48) (i32.const 7) (local.get $caller) (local.get $amount))
    (local.set $token (call $load (call $tokenKey)))
    (if (call $mBufferEq (local.get $token) (call $mBufferNewFromBytes (i32.const 56) (i32.const 11)))
      (then (drop (call $managedTransferValueExecute
        (local.get $caller) (local.get $amount) (i64.const 0) (call $mBufferNew) (call $mBufferNew))))
      (else (drop (call $managedMultiTransferESDTNFTExecute
        (local.get $caller) (call $payment (local.get $token) (local.get $amount)) (i64.const 0) (call $mBufferNew) (call $mBufferNew))))))

  (func $claimAll (local $owner i32)
    (local.set $owner (call $mBufferNew))
    (call $managedOwnerAddress (local.get $owner))
    (call $require (call $mBufferEq (call $caller) (local.get $owner)) (i32.const 704) (i32.const 24))
    (call $require (i64.eqz (call $smallIntStorageLoadUnsigned (i32.const 72) (i32.const 7))) (i32.const 768) (i32.const 16))
    (drop (call $smallIntStorageStoreUnsigned (i32.const 72) (i32.const 7) (i64.const 1)))
    (call $payOut (call $loadBigUint (call $raisedKey))))

  (func $takeBack (local $key i32) (local $deposit i32)
    (local.set $key (call $depositKey (call $caller)))
    (local.set $deposit (call $loadBigUint (local.get $key)))
    (call $require (call $bigIntSign (local.get $deposit)) (i32.const 768) (i32.const 16))
    (call $storeBigUint (local.get $key) (call $zero))
    (call $payOut (local.get $deposit)))

  ;; Adds to a number in storage.
  (func $increase (param $key i32) (param $amount i32) (local $number i32)
    (local.set $number (call $loadBigUint (local.get $key)))
    (call $bigIntAdd (local.get $number) (local.get $number) (local.get $amount))
    (call $storeBigUint (local.get $key) (local.get $number)))

  ;; init(token: TokenId, target: BigUint, deadline: u64)
  (func (export "init") (local $token i32) (local $target i32) (local $deadline i64)
    (call $checkNoPayment)
    (call $expectArguments (i32.const 3))
    (local.set $token (call $mBufferNew))
    (drop (call $mBufferGetArgument (i32.const 0) (local.get $token)))
    (local.set $target (call $zero))
    (call $bigIntGetUnsignedArgument (i32.const 1) (local.get $target))
    (local.set $deadline (call $smallIntGetUnsignedArgument (i32.const 2)))
    (call $require (call $bigIntSign (local.get $target)) (i32.const 256) (i32.const 36))
    (call $require (i64.gt_u (local.get $deadline) (call $getBlockTimestamp)) (i32.const 320) (i32.const 23))
    (drop (call $mBufferStorageStore (call $tokenKey) (local.get $token)))
    (call $storeBigUint (call $targetKey) (local.get $target))
    (drop (call $smallIntStorageStoreUnsigned (i32.const 16) (i32.const 8) (local.get $deadline))))

  ;; fund(), payable
  (func (export "fund") (local $payments i32) (local $amount i32) (local $donor i32)
    (call $expectArguments (i32.const 0))
    (local.set $payments (call $mBufferNew))
    (call $managedGetAllTransfersCallValue (local.get $payments))
    (call $require (i32.eq (call $mBufferGetLength (local.get $payments)) (i32.const 16)) (i32.const 384) (i32.const 29))
    (drop (call $mBufferGetBytes (local.get $payments) (i32.const 1024)))
    (call $require
      (call $mBufferEq (call $bigEndian (i32.load (i32.const 1024))) (call $load (call $tokenKey)))
      (i32.const 448) (i32.const 11))
    (call $require (i64.eqz (i64.load (i32.const 1028))) (i32.const 512) (i32.const 33))
    (call $require (i32.eqz (call $statusNow)) (i32.const 576) (i32.const 30))
    (local.set $amount (call $bigEndian (i32.load (i32.const 1036))))
    (local.set $donor (call $caller))
    (call $increase (call $depositKey (local.get $donor)) (local.get $amount))
    (call $increase (call $raisedKey) (local.get $amount))
    (call $log (i32.const 40) (i32.const 6) (local.get $donor) (local.get $amount)))

  ;; claim()
  (func (export "claim") (local $status i32)
    (call $checkNoPayment)
    (call $expectArguments (i32.const 0))
    (local.set $status (call $statusNow))
    (call $require (local.get $status) (i32.const 640) (i32.const 32))
    (if (i32.eq (local.get $status) (i32.const 1)) (then (call $claimAll)) (else (call $takeBack))))

  ;; status() -> Status
  (func (export "status")
    (call $checkNoPayment)
    (call $expectArguments (i32.const 0))
    (call $smallIntFinishUnsigned (i64.extend_i32_u (call $statusNow))))

  ;; getRaised() -> BigUint
  (func (export "getRaised")
    (call $checkNoPayment)
    (call $expectArguments (i32.const 0))
    (call $bigIntFinishUnsigned (call $loadBigUint (call $raisedKey))))

  ;; getDeposit(donor: Address) -> BigUint
  (func (export "getDeposit") (local $donor i32)
    (call $checkNoPayment)
    (call $expectArguments (i32.const 1))
    (local.set $donor (call $mBufferNew))
    (drop (call $mBufferGetArgument (i32.const 0) (local.get $donor)))
    (call $require (i32.eq (call $mBufferGetLength (local.get $donor)) (i32.const 32)) (i32.const 192) (i32.const 47))
    (call $bigIntFinishUnsigned (call $loadBigUint (call $depositKey (local.get $donor))))))
