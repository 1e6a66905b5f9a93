// deterministic generator of calls
let seed = 12345;
const rnd = (n: number): number => { seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; return (seed >>> 8) % n; };
const u = (n: number): string => { if (n === 0) return ""; const h = n.toString(16); return h.length % 2 ? "0" + h : h; };
const pick = <T>(a: readonly T[]): T => a[rnd(a.length)]!;
const A = "01".repeat(32), B = "02".repeat(32), C = "03".repeat(32);
export const calls: (readonly [string, ...string[]])[] = [];
const add = (...c: [string, ...string[]]) => { calls.push(c); };
// codecs
const ints: Record<string, string[]> = {
  echo_u64: ["", "05", "ff", "0100", "0005", "ffffffffffffffff", "010000000000000000"],
  echo_i64: ["", "05", "ff", "80", "0080", "7fffffffffffffff", "8000000000000000", "00ffffffffffffffff"],
  echo_i32: ["", "ff", "7fffffff", "80000000", "0080000000", "ff7fffffff"],
  echo_u32: ["", "ff", "ffffffff", "0100000000", "00000001"],
  echo_isize: ["fe", "0080000000"], echo_usize: ["10", "0100000000"],
  echo_i8: ["", "7f", "80", "0080", "ff7f"], echo_u8: ["", "ff", "0100", "00ff"],
  echo_bool: ["", "00", "01", "02", "0001"],
  echo_opt_bool: ["", "00", "0100", "0101", "0102", "02", "0000", "010000", "01"],
  echo_array_u8: ["0102030405", "01020304", "010203040506", ""],
  echo_ser_example_2: ["", "00", "0100000005", "01", "020000000500000006", "0200000005", "0300000007", "04", "0000", "010000000500"],
  echo_simple_enum: ["", "00", "01", "02", "03", "0100", "0002"],
  echo_arrayvec: ["", "00000001", "00000001ffffffff", "0000"],
  echo_big_uint: ["", "05", "0005", "ffffffffffffffffff"],
  echo_big_int: ["", "05", "ff", "0080", "80", "ff7f", "00000005", "ffffffffffffffffffff"],
  echo_managed_buffer: ["", "00", "616263"],
  echo_managed_address: [A, A.slice(2), A + "00", ""],
  echo_managed_option: ["", "00", "0100000000", "010000000105", "0100000001", "02", "01000000010500"],
  echo_big_int_managed_vec: ["", "0000000105", "00000001ff00000000", "000000", "00000002ff"],
  echo_big_int_tuple: ["00000001fb000000010a", "00000000", "00000000000000000a", ""],
  echo_big_int_option: ["", "0100000001ff", "0100000002ff"],
  echo_managed_vec_of_managed_vec: ["", "000000010000000500000000", "0000000200000005"],
  echo_managed_vec_of_token_identifier: ["", "0000000c5745474c442d62643464373900000000", "0000000c5745"],
};
for (const [name, values] of Object.entries(ints)) { for (const v of values) add(name, v); add(name); add(name, "01", "02"); }
add("finish_simple_enum_variant_1");
for (const args of [[], ["01"], ["01", "02", "0100000000"], ["", "ffffffff"]]) { add("echo_multi_value_u32", ...args); add("echo_varags_managed_eager", ...args); }
for (const args of [[], ["01", "0a"], ["01"], ["ff", "", "02", "616263"], ["0080000000", "0a"]]) add("echo_multi_value_tuples", ...args);
for (const args of [[A, ""], [A, "00000001aa00000000"], [A], [A, "000000"]]) add("echo_tuple_into_multiresult", ...args);
for (const args of [[], ["aa", "02", "01", "02"], ["aa", "", "bb", "01", "05"], ["aa", "02", "01"], ["aa"]]) add("echo_varags_vec_with_counted", ...args);
for (const args of [[], ["aa", "01", "07", A], ["aa", "", "bb", "01", "05", B], ["aa", "01", "07"]]) add("echo_varags_vec_with_counted_pairs", ...args);
// storage
const store: [string, string, string[][]][] = [
  ["store_bytes", "load_bytes", [["616263"], [""], ["00"]]],
  ["store_big_uint", "load_big_uint", [["05"], ["0005"], [""], ["ffffffffffffffffffff"]]],
  ["store_big_int", "load_big_int", [["ff"], ["0080"], ["80"], [""]]],
  ["store_u64", "load_u64", [["05"], ["ffffffffffffffff"], [""]]],
  ["store_usize", "load_usize", [["ff"], ["ffffffff"], [""]]],
  ["store_i64", "load_i64", [["ff"], ["80"], ["0080"], ["8000000000000000"], [""]]],
  ["store_bool", "load_bool", [["01"], [""], ["02"]]],
  ["store_addr", "load_addr", [[A], [A.slice(2)]]],
  ["store_opt_addr", "load_opt_addr", [[A], [], [A.slice(2)]]],
  ["store_ser_2", "load_ser_2", [[""], ["0100000005"], ["020000000500000006"], ["0300000007"]]],
];
for (const [set, get, rows] of store) { add(get); for (const r of rows) { add(set, ...r); add(get); } }
add("is_empty_opt_addr"); for (const v of ["ff", "", "80000000", "80"]) add("store_i32", v);
add("store_map1", A, "05"); add("load_map1", A); add("load_map1", B); add("store_map2", A, B, "06"); add("load_map2", A, B); add("load_map2", B, A);
add("store_map3", "05", "01"); add("load_map3", "05"); add("load_map3", "06"); add("store_map3", "05", ""); add("store_reserved_vec_u8", "61");
// single value
for (const [n, ...a] of [["map_my_single_value_mapper"], ["my_single_value_mapper_increment_1", "05"], ["map_my_single_value_mapper"], ["my_single_value_mapper_increment_2", "fb"], ["is_empty_single_value_mapper"], ["my_single_value_mapper_set_if_empty", "07"], ["my_single_value_mapper_set_if_empty", "08"], ["my_single_value_mapper_subtract_with_require", "09"], ["my_single_value_mapper_subtract_with_require", "02"], ["map_my_single_value_mapper"], ["clear_single_value_mapper"], ["is_empty_single_value_mapper"], ["set_single_value_mapper_with_key", "05", "616263"], ["set_single_value_mapper_with_key", "", "01"]] as [string, ...string[]][]) add(n, ...a);
const small = () => u(rnd(6));
const random = (count: number, make: (() => [string, ...string[]])[]) => { for (let i = 0; i < count; i++) add(...pick(make)()); };
random(60, [() => ["listMapperPushBack", u(10 + rnd(90))], () => ["listMapperPushFront", u(10 + rnd(90))], () => ["listMapperPushAfter", u(1 + rnd(8)), u(rnd(99))], () => ["listMapperPushBefore", u(1 + rnd(8)), u(rnd(99))], () => ["listMapperPopFront"], () => ["listMapperPopBack"], () => ["listMapperFront"], () => ["listMapperBack"], () => ["listMapperRemoveNode", u(1 + rnd(8))], () => ["listMapperRemoveNodeById", u(rnd(8))], () => ["listMapperSetValueById", u(1 + rnd(8)), u(rnd(99))], () => ["listMapperIterateByIter", u(rnd(8))], () => ["getListMapper"], () => ["listMapperPushBack", u(10 + rnd(90))]]);
for (let i = 0; i < 12; i++) add("listMapperPopBack"); add("listMapperPushFront", "05"); add("getListMapper");
random(20, [() => ["queue_mapper"], () => ["queue_mapper_push_back", u(rnd(300))], () => ["queue_mapper_push_back", u(rnd(300))], () => ["queue_mapper_pop_front"], () => ["queue_mapper_front"]]);
for (let i = 0; i < 8; i++) add("queue_mapper_pop_front"); add("queue_mapper_front"); add("queue_mapper_push_back", "07");
random(40, [() => ["map_mapper"], () => ["map_mapper_keys"], () => ["map_mapper_values"], () => ["map_mapper_insert", small(), u(rnd(300))], () => ["map_mapper_insert", small(), u(rnd(300))], () => ["map_mapper_contains_key", small()], () => ["map_mapper_get", small()], () => ["map_mapper_remove", small()]]);
random(45, [() => ["map_storage_mapper_view"], () => ["map_storage_mapper_insert_default", small()], () => ["map_storage_mapper_contains_key", small()], () => ["map_storage_mapper_get", small()], () => ["map_storage_mapper_insert_value", small(), small(), u(rnd(300))], () => ["map_storage_mapper_insert_value", small(), small(), u(rnd(300))], () => ["map_storage_mapper_get_value", small(), small()], () => ["map_storage_mapper_remove", small()], () => ["map_storage_mapper_entry_or_default_update", small(), small(), u(rnd(300))]]);
add("map_storage_mapper_view"); add("map_storage_mapper_clear"); add("map_storage_mapper_view");
random(45, [() => ["set_mapper"], () => ["set_mapper_insert", small()], () => ["set_mapper_insert", small()], () => ["set_mapper_contains", small()], () => ["set_mapper_remove", small()], () => ["set_mapper_front"], () => ["set_mapper_back"], () => ["set_mapper_next", small()], () => ["set_mapper_previous", small()], () => ["set_mapper_iter_from_and_count", small()]]);
random(16, [() => ["vec_mapper"], () => ["vec_mapper_push", u(rnd(300))], () => ["vec_mapper_push", u(rnd(300))], () => ["vec_mapper_get", small()], () => ["vec_mapper_len"]]);
add("unique_id_mapper"); add("unique_id_mapper_get", "01"); add("init_unique_id_mapper", "06"); add("init_unique_id_mapper", "06"); add("unique_id_mapper");
random(14, [() => ["unique_id_mapper"], () => ["unique_id_mapper_get", small()], () => ["unique_id_mapper_swap_remove", u(1 + rnd(6))], () => ["unique_id_mapper_set", u(1 + rnd(6)), u(1 + rnd(9))]]);
random(35, [() => ["unordered_set_mapper"], () => ["unordered_set_mapper_insert", small()], () => ["unordered_set_mapper_insert", small()], () => ["unordered_set_mapper_contains", small()], () => ["unordered_set_mapper_remove", small()]]);
const addr = () => pick([A, B, C]);
random(40, [() => ["address_to_id_mapper_get_id", addr()], () => ["address_to_id_mapper_get_id_non_zero", addr()], () => ["address_to_id_mapper_get_address", small()], () => ["address_to_id_mapper_contains", small()], () => ["address_to_id_mapper_set", addr()], () => ["address_to_id_mapper_get_id_or_insert", addr()], () => ["address_to_id_mapper_remove_by_id", small()], () => ["address_to_id_mapper_remove_by_address", addr()]]);
const item = () => pick(["", "61", "616263"]);
random(16, [() => ["add_to_whitelist", item()], () => ["remove_from_whitelist", item()], () => ["check_contains", item()], () => ["require_contains", item()]]);
