public import XMLSignature

/// Keys that sign nothing but test documents: published here, so worthless. Made once, so that tests see the same bytes every
/// day.
public enum ThrowAwayKeys {
    /// The usual signer.
    public static let signer = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQClHkvfCHMq67d+
        8iQK7Gbf+BdHP2WSDuRvcOioJnjCRSkVLHSmfQdFdrl1lmlGmlmnaXmaECM+Inpi
        aVHmg+ZZkFyS5sL1geVSXWE2Sqh7DimXOB9xXds+IJe+DASsZRc0ZCZYpLow67uT
        OGqlcGicLM9sbpKkOqm+8wqXEOwKhaXV5f3hm5KNIfThebqvN9TBXskszpIIVF4o
        ZCTbh7/ph6p+81bopKIFUv65lvZwIPnQh1uEhb95zPH2Gz4zCZJiGxqnN5ko1sIg
        P6qJ8UlWIE9sUPch2DyrJXP/F/rXnQpxfove/OoMRbvA0f4N8ATwtIRnzXRpVJjX
        6wUg5r7pAgMBAAECggEADU57O86hBWD4qTTXXb/+bGdAbP/5bgNgOnDldwOesL1F
        Gc06213xE5KFUKod8tAmkHzKDXXmeS/rH/ov3P1dN3OQWlBZftKIihI3btomaMBT
        7rlZo1e2fvO+dtTeHYyKCbFWe8dOr/mXZL5jrdB4xblAwBLLI4wMuPQ6MsFs3E4W
        z4HVFC+9uPr3JlCsOv0BTFRPbKq56F0dQOXTJJ7MC9FXBjwlyjMg+h3HnZCnRWDn
        on9R40GFLK5n4UNCdDCVgPGP5HfCGexGrcMpitTKAYcNqHbPNEnbEjUcuwWGVB5K
        8uKN7LN8t6XUvK+tU772DWHeUPDmzwNxTZZ1TQJF5wKBgQDT88PWoC+AKOuSw8g4
        MgHwJzZAO6K6kmlJT7uZjyNh3HE+vWbJwyk08MmVWxEQhXwuAod2GhaGkVrcRUzv
        kXsjKFpSU3lhA7a9SJEbJp9UBP7UkhxYcxfNUbE0kP3O8nRPPJWMrTsZKj4lqaqr
        iWSJRpKnh24fVm3Z4t2xOz+p0wKBgQDHbuLxYQi15d0Lddi+rrAluylxjk6j6EKv
        7c/sxsKcgCOjDtPsfxW5pxOdmrYJr8qUI/DmYapoqp3sgZzOxE7tkGqJQ8nr9sS3
        /WA3UPtllbboQDC1s57BHfigEy6ulynLXPipiJjpCgpIMlNn+E3WbyvKLQTTIIJx
        pPcVvAli0wKBgQCywEeur4O/+0LJkRI/ynT1+6v2OhVAchAXgwX9OMmnU8myFvwk
        NtJ+0n+/1YCrxVf4Wauyv8e1j8roMA31kWUfPn4GJl4coowwUI4ILud6bYgY8Gy1
        b8NoJnhjk9BqAvJyjO63KLXJwGWPT+sfJg1C9ODkJwSJq1OTyZAcU5KafwKBgHWU
        s+qaShdsabGrDloGBkaInXuc6lKKyl6NOEyiNvUsO1aUlG/X0Yg+sDr4jyEQ6sAC
        nLJHnL/O8AMTu87QQLShs54wQGmFeR/9G/AhJ8cRyOAPkGhgeVXkhMRj6t72sqZ6
        rwTNS1ICIGPGgBRJeiLWMpwlhLWxchbsqty+m04PAoGAMq7LwIZMDpg/MKSBBBM6
        mXt4iJpyOpNEergr6jz+9c7OFglv4M6CYmXJnXgSJYVS6KXou1604lrZIwWeqI1X
        KKkneMHaWWZD23W6rnFqaa+Wzv9MBzw7sDTwawdJEETEgZRGaU3iyyqUPQpnQZ02
        EeNg5O+JvC+sqKniBECUFVM=
        -----END PRIVATE KEY-----
        -----BEGIN CERTIFICATE-----
        MIIDOjCCAiKgAwIBAgICA+kwDQYJKoZIhvcNAQELBQAwYDELMAkGA1UEBhMCUEEx
        HDAaBgNVBAsME0ZBQ1RVUkEgRUxFQ1RST05JQ0ExMzAxBgNVBAMMKltGXSBMTEFW
        RSBERVNFQ0hBQkxFIERFIFBSVUVCQSAtIFNJTiBWQUxPUjAeFw0yNTAxMDEwMDAw
        MDBaFw00NTAxMDEwMDAwMDBaMGAxCzAJBgNVBAYTAlBBMRwwGgYDVQQLDBNGQUNU
        VVJBIEVMRUNUUk9OSUNBMTMwMQYDVQQDDCpbRl0gTExBVkUgREVTRUNIQUJMRSBE
        RSBQUlVFQkEgLSBTSU4gVkFMT1IwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEK
        AoIBAQClHkvfCHMq67d+8iQK7Gbf+BdHP2WSDuRvcOioJnjCRSkVLHSmfQdFdrl1
        lmlGmlmnaXmaECM+InpiaVHmg+ZZkFyS5sL1geVSXWE2Sqh7DimXOB9xXds+IJe+
        DASsZRc0ZCZYpLow67uTOGqlcGicLM9sbpKkOqm+8wqXEOwKhaXV5f3hm5KNIfTh
        ebqvN9TBXskszpIIVF4oZCTbh7/ph6p+81bopKIFUv65lvZwIPnQh1uEhb95zPH2
        Gz4zCZJiGxqnN5ko1sIgP6qJ8UlWIE9sUPch2DyrJXP/F/rXnQpxfove/OoMRbvA
        0f4N8ATwtIRnzXRpVJjX6wUg5r7pAgMBAAEwDQYJKoZIhvcNAQELBQADggEBAIBv
        /LCoxRUDXCqX1KncJ/NRCZjwUoxvARuIK2T90kva31Ts74Polnmy/VkQXcZScO35
        9dEcEF6bTNQ1ApiOGYrpuT3O8aOzTIoByMecisXP92KvQpjtoisoTuJNnxs/Z+JE
        NrDriBrxSCUlvfI+IMqCa92V1IqE4R1NBNi0V6bp3UtxcVU616nXU0MG9R0m6JyJ
        5y7lLXz/Ldl/lC0ivuVIRT9g/r5wz/E3qC6SKUo5LzFiLghfi4E5i95K/YatxL/C
        w33X/yjMKJdlomdlAwuxNCNSRpbm39rvB8e0YMnNn58dPo0hW7jZNmS+vKMcUWCL
        CNrl0rigOYoC8I5gfMA=
        -----END CERTIFICATE-----
        """

    /// Somebody else.
    public static let other = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCSfCzDCIbpHl0y
        Roep0jcKdvPuGSoEy4WhUCk0WIAYiSlMsVxn6hF+AM2hyZeFYTY82O4/ZXo/YL2x
        z13uOHoGVvLtXWX+Dx4JgKzPXxKqin++UTQczIORzkfh+Aspp462gtNGEBui2Oyc
        4ywI4rHwyZJkpjPM8mlsFet8wOC24gBKgIvqoE67EklDjDCeUtypLET0qvuSvws0
        7MmAP+g3ZARp1/BSwYka3DDDAm8HLjHLgSGozNg+PA6pDAsEGgMGtapXKTJ3x1+T
        xFpA7UONCLPpPdeUqpBew07SUPjrSA4KdgdTSIqyuEtPH4wWGxwVVWeIDpEOkRx6
        cEfNiLtbAgMBAAECggEAJdp32Lhx4HjrvWuzcAN2HLqrg1o2XQHY2Nw1oaTDCVQc
        e4iTp/i5J3X+rXHCOYHq+aNXQcOv6QPPUU0UaVRn2A6M/SC3FAWFDhCV14qqcK6U
        nzItxMlmsH19XtvxyoRVoT1CamcMNTNYRZyAyxUFxYLZVTALz8jOzFMHxPe0uh1d
        o/vr1etT9q3Iyfj1VVfZyQZaqREBTlBRD0Hu+WVVVJbmzpgS5zbJELRxwfV7gmCw
        Bsp/7qNLe337M9GTb3WfRQXhp46johaPmdWwAeuQwM6BmVJrShSGcvmH+04rVNQw
        /Y77I3dmJaB2eJUnnsED7quHkaq9aYNuj/Ze2DBvzQKBgQDK0FldWPt+47ue6/8Q
        XRMxyKw+FUUvCOm1m/V/ONNVBe8bOe4WJoftTMgTzB1m5TOMZeXyd//FyawGeUnk
        AmaH8yELQTf1PIxNlkmM4y+64shyJ7fk57ziHN6swtWItMwGNrVh3o3YZwdKBD79
        yWK4Xv8o4w52dz2gbR1d5+xDlwKBgQC45kNUuXzQ9axGvsSyLKCg1Yns1hN2jYMk
        Xt33kNyFnrpfDE00DobFwKXPm9506xyor1uMpuCtC0tLuJnXW+YAzK7zfOEKETZf
        tDjrtdQq7ntDp9cwKwm2lC+UZ83AW9vgnpyulFJPXCLbzb5aOdDBA5ijjqGgZzqS
        bPMn1aTu3QKBgQDEu540IqCy0Y2p9xqQcPixjgsmndNicK7j78kQA7tb+kmai3Mc
        IXwxAA4ExjavHR4HzsBjl2uQHLS2AuleN8Xlkj43gKgbRwSCLopiE+60xk/SDB0h
        +nkKjR6jTst7tIVEccU4jn3hsO8tKTlBTRxp5Bx3OOlKmRg6ih22fcZ9OQKBgByV
        I+VuAxh+UdJh3SA5+97BA+BDu6CBAbvWmnORxjU1s1PMIAcjE7xwKnGsg7gJPFXr
        PbjBd0voygv7jnSXNTf8bDMho9wdiw1CW+Y8Jn84fH+Z6477qDW8NJq5bToGOThA
        7LGkJhE0igL2jC2AcH/V4XuvKdcU/h3yj6ghw6xVAoGAUibm/YdvW1sqbmWwA3CM
        CbV5OfHsPo++6pftbQMtosyjP4JqOHHKH5Q+cz5cpyIhCHG8Io4rGzdJo+AnUIOa
        3GCz8+Wc+SnE+04CSj0CDRVkTe3X8R3L5SPRw0+rnywoYtkJTjssHRp2unV8sJV7
        ZBRIFUaCM092i4IOMlsMZ28=
        -----END PRIVATE KEY-----
        -----BEGIN CERTIFICATE-----
        MIIDMDCCAhigAwIBAgICA+kwDQYJKoZIhvcNAQELBQAwWzELMAkGA1UEBhMCUEEx
        HDAaBgNVBAsME0ZBQ1RVUkEgRUxFQ1RST05JQ0ExLjAsBgNVBAMMJVtGXSBPVFJB
        IExMQVZFIERFU0VDSEFCTEUgLSBTSU4gVkFMT1IwHhcNMjUwMTAxMDAwMDAwWhcN
        NDUwMTAxMDAwMDAwWjBbMQswCQYDVQQGEwJQQTEcMBoGA1UECwwTRkFDVFVSQSBF
        TEVDVFJPTklDQTEuMCwGA1UEAwwlW0ZdIE9UUkEgTExBVkUgREVTRUNIQUJMRSAt
        IFNJTiBWQUxPUjCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAJJ8LMMI
        hukeXTJGh6nSNwp28+4ZKgTLhaFQKTRYgBiJKUyxXGfqEX4AzaHJl4VhNjzY7j9l
        ej9gvbHPXe44egZW8u1dZf4PHgmArM9fEqqKf75RNBzMg5HOR+H4CymnjraC00YQ
        G6LY7JzjLAjisfDJkmSmM8zyaWwV63zA4LbiAEqAi+qgTrsSSUOMMJ5S3KksRPSq
        +5K/CzTsyYA/6DdkBGnX8FLBiRrcMMMCbwcuMcuBIajM2D48DqkMCwQaAwa1qlcp
        MnfHX5PEWkDtQ40Is+k915SqkF7DTtJQ+OtIDgp2B1NIirK4S08fjBYbHBVVZ4gO
        kQ6RHHpwR82Iu1sCAwEAATANBgkqhkiG9w0BAQsFAAOCAQEAICCEjsg7veVt5k6p
        Xsb2deR6R3mvdnJJCXcOWzXHDPgG5Tb0Rnc+GEk3JLBrQzyOghMhkwmvbXlu4qum
        bfSY+dN3oPcs3v/l8iDwD5S6m0WBtXRw/+stKU/qOdO92oCJ7+SiizjNweNEn+4b
        02NraURJy3xP/fb3bV+Saup3PgqRjmd51Gi1rT7ijhtKIObxn539+k7LL8h+y+5t
        f4s++H0umJLx/UbxuG0hZ/OcMDRYOvQUY1jMZSmwQ7PobnSVqu5EYIBWSgBdzbss
        BUNeICLNcgrPvM0Xhez0VucJxclvz2uTqxIei/bv+hcRyaIA3GUIA3PG+LzDdLOX
        Tnb4HA==
        -----END CERTIFICATE-----
        """

    /// Valid from 2020 to 2022.
    public static let expired = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDelR7Una9wSsWW
        GaKROyKwNjYyu28xMBsfzs9gKJGjFiTzOXzjtaWNjaa8+a86be85HCJ3A+sfdb8B
        bkGPqWZMRAeZ5CC2z4koCJQtsreeIOzA5UyJjux2Z/wD2K3ykENxOShfWf4cRW86
        J6ExBHrN/QzyWmKBcQqmWRNMVCQrGVzLZpt+PVERVijpkTDCBS5vwRQMtdS76SWc
        HB+aTHlRfPauvuh556MT6gM0hz+WyRDcyeqP4iJsUPqschj/5dUkinnX0Pw8RwjN
        Fy3x8fkOLxzu6ND1T9Vm+uEAvjxsSgBbir+EzAzBSWur5gDMbpUCBsVT3lcvCLiH
        OBXGIL+zAgMBAAECggEABio+ic+BLey30Pnx58XiwxRCp2BoHFuqouLK/TQQrmIN
        MQ/jWHHxq5xgdupk28QA2+zeWNhx8GkF8B7DHlXg8HyBcrmjazeBeHmeIfZYDE2H
        mhwqcxgMOcA/WbfsXCey/2dHxjYdH2BzoTplVHSSh/pLxoFY1Ofj3J/iwtc9x+Jv
        8DW91gP0FQIUT/8+Qt3C1CLArownBfnh60bs2jAlaWKlwM5hJoHfJNaPdouEVJWQ
        anYeJJ0QHPnDz71GWcL+ltSBYqXNvH/0WcEfnkuBtwKpd9sK0uV+J1ZDswaI18xi
        vzmeefLPJq/c+PXHC0V3b/r/Boj4fE1CXm7Be9XHqQKBgQD57DoYw3bp+kLFYFSn
        nSFXgsoDnLlu51QAzsX1dfjRZadom2HTRHTu+l2bkaTJaXz/pIJtuIk7wvuON5Gh
        7+i22/kvNS9bHToUiLveNc8/VhppYSz88bzLXkvQwAMNYg5kz7ElFUiu8nNCkk7I
        9qaEsooqxseWI5X+YAovGvrAfwKBgQDj/rMv+sD3lpM13PIBHQ1IV/i4OGWKfuGY
        uLihzB7vnVnKMy+tbU7uYszYHbFenFlrBU7YfFKj5usJ/mpdF5pJEk4JfUdlB/8n
        hHlUXHf39y14g74dO4y/nChP/RkYvd9MH4jh55FAa2Sd+cjcJK+g2Ypgc0vzXpj6
        GTsrbF5mzQKBgQCv9PYuSyfksdLi3eCcJc+8qhOKmYQgpfOJogrTt5xX6QcFaihk
        sxTU0CapidAIEiH0ZqGBmGPeVHgBd/QrnBou7A6zgvF1Z81leaMzXpUsVXXA7a7b
        42J1mE0uipFbkcbqiSOCJUsICSDHJPUdHjK8yGrolQ0eEq3e60UgRxF2BwKBgHyp
        dVyUpRI7eL6I0qIdOngF8e74lzzE56FTz1BYhcnKpZ/ToQwYqoHZ79tzUNpEbvf/
        bP8d6ynHR1itjYbdMvUlVxoFMBZj6vW2j4i7DrW8p1Yv4rGlL+5M+hXSc/h9SS0c
        SQIMVfV9QwTF4TfNr2Ip0GmwYSTu4oJNbXbuyCc5AoGARTQBDR2i/tCardntxEcI
        9xIz36JQt/t3U1WXhi+ZB1+VOLLJdsI+HVmw95FkOE7hiLVQeVtuEUue1GdA0pvM
        OiodW5781bDq2aR958Cr8KYF5j22KZtEG06zeasz+zmgzQ2v/8mCIEIFaWhADbKY
        CMAUUFnwWk4QehdEslGUYIU=
        -----END PRIVATE KEY-----
        -----BEGIN CERTIFICATE-----
        MIIDNDCCAhygAwIBAgICA+kwDQYJKoZIhvcNAQELBQAwXTELMAkGA1UEBhMCUEEx
        HDAaBgNVBAsME0ZBQ1RVUkEgRUxFQ1RST05JQ0ExMDAuBgNVBAMMJ1tGXSBMTEFW
        RSBWRU5DSURBIERFIFBSVUVCQSAtIFNJTiBWQUxPUjAeFw0yMDAxMDEwMDAwMDBa
        Fw0yMjAxMDEwMDAwMDBaMF0xCzAJBgNVBAYTAlBBMRwwGgYDVQQLDBNGQUNUVVJB
        IEVMRUNUUk9OSUNBMTAwLgYDVQQDDCdbRl0gTExBVkUgVkVOQ0lEQSBERSBQUlVF
        QkEgLSBTSU4gVkFMT1IwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQDe
        lR7Una9wSsWWGaKROyKwNjYyu28xMBsfzs9gKJGjFiTzOXzjtaWNjaa8+a86be85
        HCJ3A+sfdb8BbkGPqWZMRAeZ5CC2z4koCJQtsreeIOzA5UyJjux2Z/wD2K3ykENx
        OShfWf4cRW86J6ExBHrN/QzyWmKBcQqmWRNMVCQrGVzLZpt+PVERVijpkTDCBS5v
        wRQMtdS76SWcHB+aTHlRfPauvuh556MT6gM0hz+WyRDcyeqP4iJsUPqschj/5dUk
        innX0Pw8RwjNFy3x8fkOLxzu6ND1T9Vm+uEAvjxsSgBbir+EzAzBSWur5gDMbpUC
        BsVT3lcvCLiHOBXGIL+zAgMBAAEwDQYJKoZIhvcNAQELBQADggEBAEHnERxdSVnf
        sgKW6MwRmZmDW1H++Ki6pnYbXj81qt/wEcf7oM6U8g/YZa/avdFf4uIsjUkEHdJR
        i2lGbev20ekg+FRnhnbYwWQMSskDZ405m1DjbVtBqoNVUh5W7+sppkV4hRQmR7b+
        A2NP34LrNn3MuoTnHsxPgp16PYq8DgEOLEwSNleXzoBxTXygDT7ft6RrvHT6en4A
        2USOUBm7X4DkF5qlWDoH5QF3uegZRGGe/VDesf5DlpWl1U3LHiW0DZoq9uLSGCnB
        0W6mujhxwLwAsqawqOw6zp5OotoHXdLI0pU8fraalRCq8PfmStfhC3wrVK5QISJL
        mFKMymm/m6g=
        -----END CERTIFICATE-----
        """

    /// Issued by `authority`.
    public static let issued = """
        -----BEGIN PRIVATE KEY-----
        MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDAUWxsP3xucb7s
        V6vhDYXEWKJLtUHIINHOLsp3Vy99pfgO7yNZBXyeHUur9ttPrDfT9d7Bd3w9rT7p
        11iBaAPZ7XNZBWQbjR3HT8ORrYlfP+tCgtGMuZ1T9hTPZD3XIP+FUCx9v6lzeIZ3
        1yyvkQiIH8BjAbPK9gQHijNnK6hFdO0bzJRAzq3pZ3cT5v5lgsxzSHLv5qSHo4Cm
        DB6/5BPKsUAEJOgltCAC79+cFXdtrzYLc3oRQkCZ4c1hqGg9OX9IdFf5rOjfyqcG
        mSLL/0LkHt/KQvxCOkVLCY+NyaOUjjv+uRy/lj+3zM5jMWmUJaR4sXWitwq42eLq
        gQlbjA5rAgMBAAECggEASkGGHBu9N0W7ArVtO5XFjwTsEVBYqGWnrLUbXs3um9Sv
        /VAvdUltjv1fwPOtRUuJONGn40p30bapYo/P8BNR3VzWG0q+Fvc7RsBRElgPgRQE
        iedJ8syeZxNOgK9DQ2PN1VMaAqm0y01/mhkee2GECk88MN4w5g5sit69LzpHnB03
        3zdYVQWI5laauTYuZ2bAscPeFaTQvV2eaLj01ZlRA2Bx87KJwC1y3/LD6xHJXehc
        dprS6JziMSBUlLoltea7vrSqK9hVyHMG9TbXh5fuFzFMRhq2tfpXMYVsrHF7enGn
        Ddk9Z7Z2l71Jwd/y4AJ/+VGQ/aA3Si69BpthFSI5vQKBgQD0rDGD2ZmYg/fHTjUO
        es9KYSbNXpmbAryVPNHj6mHLuFffJc4ctshrRN7eeW0Fg+6+fulyvZg02FJbo1Zh
        kjR9gsNhOry0yS5Wdvy56nZjeGDsKp+quRqqGzJ3aNzkvtktkOAJB1u5OTqGeKgq
        zv3gIa0MtSr+Q+f4KHo+P2GYTwKBgQDJOLw0xjm5ERZs98yjpUSnDCbbwL/nfVIo
        4ddOsVRtFPrb7Cid/dk6Kd6QQ6Bh7oJsDoGqvmdFqMyeTV1BnOrWoT3OSewqY3Wm
        OOweCFz+kbYd1jpsr+fV8k8MBpKoBa9LfSgfNS1di3I7IxOil8HvyxYr+4V0EFK/
        ZiMFuLCFJQKBgFIwkcWH0DfShOZ3mA0QJhgHQKCWWaUfqze6oYsdTdLATwxPx8gP
        go2+Kdu0EHJc2lM1kLgRhlKiJDBSUw8drPJIfddogsF8H0u+VrEhWLmbU3uh6dbQ
        rWtdDXvdRu60SYIr+4Ys6Zvz5HwNhfgzZkbnKRlutk2JhB/xgPbuFZuzAoGBAMYw
        KEb+enoKF4FqK9d+fvjdIiTNWvZA27xCfFMYm6P4xv/3QSYjkWIVPQ3wXbY3OaP+
        Qb6PXJ4inK7KWjC2wiJ1m69j5cT2Qzld1UnbSOS/VZVbnB3Sv9BcoXihvK7bMoVy
        lyLtuGnrX65ZZQx+1lg9OfBGAnKHZUj460PGXa41AoGBALqh76rhmFtOGLJLRFNP
        yzr94t103SrHWiVujrFd4qsMQV3EqqXoUCZRDXvDLVxBoq5/xFob8esoKZgJId9e
        wCUPjt0Em+n2LvHzCEOMCj9x+Rk48eBLqaiyrjhWXVikdfdPj7DyQ4M/VcVbIwPw
        349v5cLiDFoKrxtT1uFerswA
        -----END PRIVATE KEY-----
        -----BEGIN CERTIFICATE-----
        MIIDOTCCAiGgAwIBAgIUTpoNyliD1cMDSsNZET3f4oJJt3QwDQYJKoZIhvcNAQEL
        BQAwTjELMAkGA1UEBhMCUEExHDAaBgNVBAsME0ZBQ1RVUkEgRUxFQ1RST05JQ0Ex
        ITAfBgNVBAMMGENBIERFIFBSVUVCQSAtIFNJTiBWQUxPUjAeFw0yNTAxMDEwMDAw
        MDBaFw00NTAxMDEwMDAwMDBaMF8xCzAJBgNVBAYTAlBBMRwwGgYDVQQLDBNGQUNU
        VVJBIEVMRUNUUk9OSUNBMTIwMAYDVQQDDClbRl0gTExBVkUgREUgVU5BIENBIERF
        IFBSVUVCQSAtIFNJTiBWQUxPUjCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoC
        ggEBAMBRbGw/fG5xvuxXq+ENhcRYoku1Qcgg0c4uyndXL32l+A7vI1kFfJ4dS6v2
        20+sN9P13sF3fD2tPunXWIFoA9ntc1kFZBuNHcdPw5GtiV8/60KC0Yy5nVP2FM9k
        Pdcg/4VQLH2/qXN4hnfXLK+RCIgfwGMBs8r2BAeKM2crqEV07RvMlEDOrelndxPm
        /mWCzHNIcu/mpIejgKYMHr/kE8qxQAQk6CW0IALv35wVd22vNgtzehFCQJnhzWGo
        aD05f0h0V/ms6N/KpwaZIsv/QuQe38pC/EI6RUsJj43Jo5SOO/65HL+WP7fMzmMx
        aZQlpHixdaK3CrjZ4uqBCVuMDmsCAwEAATANBgkqhkiG9w0BAQsFAAOCAQEAcLar
        ODpOAqFxWHQ5mH7FjvruWF/B3bRX4uAKFKDKv9ikt6qBMJPI1BaKg6vZSdGcfZsu
        iVsl9C32d95m7/lGlJxXHkfMqhkc/bboSMEQWk+9skjcmZbA0d+cHF0G+Ma50iTm
        VDW16y0KlXNfKyM7qEwyM1T/q6fWDGDHAuPzXyDvUw7XD0uWpZNeD5gCMm1hx2QS
        N/IIRr7OnxWRNfyYNE/OOEKiN6T8IkeQFUK8u8rIucxFhthmr5inhrYuyPKPZ3CW
        Q3R8nEdDq1GPVqAHVucYKJdiSmnUNrYe0nsJSRsoZ1Doc8uzO3blP+Be7bVqIqul
        P4dkXDX9iVJfHYP1JA==
        -----END CERTIFICATE-----
        """

    /// A certificate authority, without its key.
    public static let authority = """
        -----BEGIN CERTIFICATE-----
        MIIDKzCCAhOgAwIBAgICA+kwDQYJKoZIhvcNAQELBQAwTjELMAkGA1UEBhMCUEEx
        HDAaBgNVBAsME0ZBQ1RVUkEgRUxFQ1RST05JQ0ExITAfBgNVBAMMGENBIERFIFBS
        VUVCQSAtIFNJTiBWQUxPUjAeFw0yNTAxMDEwMDAwMDBaFw00NTAxMDEwMDAwMDBa
        ME4xCzAJBgNVBAYTAlBBMRwwGgYDVQQLDBNGQUNUVVJBIEVMRUNUUk9OSUNBMSEw
        HwYDVQQDDBhDQSBERSBQUlVFQkEgLSBTSU4gVkFMT1IwggEiMA0GCSqGSIb3DQEB
        AQUAA4IBDwAwggEKAoIBAQDa2ApQ8GbYi/kTJerXnDVTStcpbxVcybCOHtwxLxdz
        vdXApnOYxjcWCUxAtPUnjQTcATEACQszTnbqDKBrenFJ7ZZuRbVz9Q17mTGGUYSb
        x8bqeLAJ1bDsJA6RZbaaEPlfM04Z1JZRfCpiL4U+u9i6FUklrCQrkPO/lNNpGw2r
        CoLBj+2vAswJcU20Y1JiUtJ2tmiLZzokWoLNn9sqzMvVzpfq53BNab6+1gZskAiJ
        ONmc5Xrz62TlJ+gcHI1cVxmhN+AXOZ8ENskS2WnZYenM0X6XgCVUC31gUIFHAxib
        0rJJ5vGgABdzbkqF9R5fEAJKqPYjdVb+on0tn8j/TRplAgMBAAGjEzARMA8GA1Ud
        EwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBAAGJcA/9WwfXkTo8EbpG4Pve
        4slN/6WsIM22QY6TXG5Ipr9hPnxf1KTvUuqolZwYqGUtBmbluV9GtAQQqATBfpGs
        X6LeY1axLl3Gl3UqsuR4W/ZplwHahTlmiemc8iKmy1snFZs9wixJNs0KztYSkjzY
        djQW+uDr0cEhiGezlDz4uYvMUXMG614A9h1wa171RnOAGhF4ON0rnKcmdK42ORyC
        mQxl0/51lbfN6ySzb8keUBjLyp7CWXdTT/yuxv6XjkQ+dxoF4m8Beo7gyr5EEDmn
        jsbk6mkbaiQAJtCFEHXxN0xQ20Wa4fSsrb8i3DdSJgrKwQy87fUzqnl4S2h1oEk=
        -----END CERTIFICATE-----
        """

    /// A certificate whose key isn't RSA.
    public static let elliptic = """
        -----BEGIN CERTIFICATE-----
        MIIBqTCCAVCgAwIBAgICA+kwCgYIKoZIzj0EAwIwXjELMAkGA1UEBhMCUEExHDAa
        BgNVBAsME0ZBQ1RVUkEgRUxFQ1RST05JQ0ExMTAvBgNVBAMMKFtGXSBMTEFWRSBF
        TElQVElDQSBERSBQUlVFQkEgLSBTSU4gVkFMT1IwHhcNMjUwMTAxMDAwMDAwWhcN
        NDUwMTAxMDAwMDAwWjBeMQswCQYDVQQGEwJQQTEcMBoGA1UECwwTRkFDVFVSQSBF
        TEVDVFJPTklDQTExMC8GA1UEAwwoW0ZdIExMQVZFIEVMSVBUSUNBIERFIFBSVUVC
        QSAtIFNJTiBWQUxPUjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGhdq8ZmGfY5
        1fViIfsAybfPMqWSXKF1a5AOEJNz7BNnYV5R/EgtFwtcS9AqGQhtYY3YNnK72XlK
        uVd3VTgcjfswCgYIKoZIzj0EAwIDRwAwRAIgfP94R7FJjZkauOvsEZXyzm387LZS
        +/s7mjYao4hfGCACIAlfq0eVcgsC7dcvp3teBsEwtgnEenxuISct4q3iDAWr
        -----END CERTIFICATE-----
        """
}

extension SigningKey {
    /// A key of `ThrowAwayKeys`.
    public init(throwAway pem: String) throws {
        try self.init(pem: Array(pem.utf8))
    }
}
