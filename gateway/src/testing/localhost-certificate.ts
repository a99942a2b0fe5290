import { createPrivateKey, X509Certificate } from 'node:crypto';

/** A certificate for `localhost` that nobody trusts, and its key, which therefore is no secret. */
export const LOCALHOST = {
  cert: new X509Certificate(
    Buffer.from(
      'MIIBlTCCATugAwIBAgIUSc5FaKd3H14CSZEyaPjxZpZeIs4wCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTE1MjQ1OFoYDzIxMjYxMDI4MTUyNDU4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARs7Wn9E5QGUyw3IaHlypeDQ+QwicjapQkh5IsHjukUcuQUvQXDVVj/ZauNMbJs7a30cqRoriUS1bmoeuD5MFDjo2kwZzAdBgNVHQ4EFgQUBvF7jaavT6ioz2Dxs2NHtif23Z0wHwYDVR0jBBgwFoAUBvF7jaavT6ioz2Dxs2NHtif23Z0wDwYDVR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwIDSAAwRQIgMpGBKkIj9D6YJcwWTTyfGg/ivuP49fzV4QO4XvlRIB0CIQCu1KljeqWhFuxdGPnsmrxY7cedK732TLzlribSy4IZXw==',
      'base64',
    ),
  ).toString(),
  key: createPrivateKey({
    key: Buffer.from(
      'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkLs3FNdb69kLxPGCYxuX+O+nBB7+GbeTQnfMUxKNS5ShRANCAARs7Wn9E5QGUyw3IaHlypeDQ+QwicjapQkh5IsHjukUcuQUvQXDVVj/ZauNMbJs7a30cqRoriUS1bmoeuD5MFDj',
      'base64',
    ),
    format: 'der',
    type: 'pkcs8',
  }).export({ format: 'pem', type: 'pkcs8' }),
};
