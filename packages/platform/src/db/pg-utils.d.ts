/** Part of what pg lets others import, but not of its types. */
declare module 'pg/lib/utils.js' {
  const utils: {
    /** A parameter as it goes over the wire: dates, arrays and objects as PostgreSQL reads them. */
    prepareValue(value: unknown): Buffer | string | null;
  };
  export default utils;
}
