module tollgate/bench

go 1.24
