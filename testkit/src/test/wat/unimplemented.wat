;; Opens a gRPC stream, which testkit does not model.
(module
  (import "env" "proxy_grpc_stream" (func $open (param i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)))
  ;; include base.inc
  (func (export "proxy_on_request_headers") (param i32 i32 i32) (result i32)
    (call $open (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
                (i32.const 0) (i32.const 0) (i32.const 16))))
