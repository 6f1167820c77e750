;; Asks for a property inside its allocator, which the host calls to hand over the configuration.
(module
  (import "env" "proxy_get_property" (func $property (param i32 i32 i32 i32) (result i32)))
  (import "env" "proxy_get_buffer_bytes" (func $get (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 2)
  (func (export "proxy_abi_version_0_2_1"))
  (func (export "malloc") (param i32) (result i32)
    (drop (call $property (i32.const 16) (i32.const 4) (i32.const 32) (i32.const 36)))
    (i32.const 4096))
  (func (export "proxy_on_configure") (param i32 i32) (result i32)
    (drop (call $get (i32.const 7) (i32.const 0) (local.get 1) (i32.const 32) (i32.const 36)))
    (i32.const 1)))
