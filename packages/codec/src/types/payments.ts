// Codecs of payments: one value in three forms. Mirrors Payment, EsdtTokenPayment and EgldOrEsdtTokenPayment of mx-sdk-rs framework/base.
import { egldOrEsdtTokenId, tokenId, tokenIdentifier } from "./buffers.js";
import type { Codec } from "./codec.js";
import { makeCodec, nestedFormat } from "./make.js";
import { bigUint, unsigned64 } from "./numbers.js";
import type { Payment, TokenId } from "./values.js";

const nonce = unsigned64("u64");
const amount = bigUint("bigUint", "BigUint", true);

function paymentCodec<N extends string>(kind: string, typeName: N, token: Codec<TokenId>, quantity: Codec<bigint>, isDescribed: boolean): Codec<Payment, N> {
  const fields = [
    { name: "token_identifier", type: token.typeName },
    { name: "token_nonce", type: nonce.typeName },
    { name: "amount", type: quantity.typeName },
  ];
  return makeCodec<Payment, N>(
    { kind, typeName, ...(isDescribed ? { description: { type: "struct", fields } } : {}) },
    nestedFormat<Payment>({
      nestedEncode: (payment, writer) => {
        token.format.nestedEncode(payment.token, writer);
        nonce.format.nestedEncode(payment.nonce, writer);
        quantity.format.nestedEncode(payment.amount, writer);
      },
      nestedDecode: (reader) =>
        Object.freeze({
          token: token.format.nestedDecode(reader) as TokenId,
          nonce: nonce.format.nestedDecode(reader) as bigint,
          amount: quantity.format.nestedDecode(reader) as bigint,
        }),
    }),
  );
}

/** EGLD or ESDT, never of nothing. The framework's ABI does not describe it. */
export function payment(): Codec<Payment, "Payment"> {
  return paymentCodec("payment", "Payment", tokenId(), bigUint("nonZeroBigUint", "NonZeroBigUint", false), false);
}

export function esdtPayment(): Codec<Payment, "EsdtTokenPayment"> {
  return paymentCodec("esdtPayment", "EsdtTokenPayment", tokenIdentifier(), amount, true);
}

export function egldOrEsdtPayment(): Codec<Payment, "EgldOrEsdtTokenPayment"> {
  return paymentCodec("egldOrEsdtPayment", "EgldOrEsdtTokenPayment", egldOrEsdtTokenId(), amount, true);
}
